import { parse } from '@aws-lambda-powertools/parser'
import { zodRecord } from './zod-record.ts'

/** The parser has no schema of the record: this is its way of using one. */
export const validate = (value: unknown): boolean => parse(value, undefined, zodRecord, true).success
