import { SqsEnvelope } from '@aws-lambda-powertools/parser/envelopes/sqs'
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers'
import { z } from 'zod'
import { zodRecord } from '../../../benchmarks/src/peers/zod-record.ts'

const anyPayload = JSONStringified(zodRecord)
const jsonPayload = JSONStringified(
  zodRecord.extend({ requestPayload: z.json(), responsePayload: z.json().optional() }),
)

/** For the benchmarks: the records in an SQS event, whose payloads are not checked. */
export const readUnchecked = (event: unknown): readonly unknown[] => SqsEnvelope.parse(event, anyPayload)

/** For the benchmarks: the records in an SQS event, whose payloads are checked to be JSON, as the record's schema says. */
export const readChecked = (event: unknown): readonly unknown[] => SqsEnvelope.parse(event, jsonPayload)
