import { parse } from '@aws-lambda-powertools/parser'
import { zodRecord } from '../../../benchmarks/src/peers/zod-record.ts'

/** For the benchmarks. The parser has no schema of the record: this is its way of using one. */
export const validate = (value: unknown): boolean => parse(value, undefined, zodRecord, true).success
