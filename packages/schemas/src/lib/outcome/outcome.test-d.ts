import { expectTypeOf } from 'vitest'
import type { Issue } from '../document/issue.ts'
import type { PipeFailure } from '../neighbours/pipe-failure.ts'
import type { InvocationRecord } from '../record/invocation-record.ts'
import type { Outcome, StreamFailureRecord } from './outcome.ts'

/** Every kind narrows to its own members, and there is no other kind. */
export function describe(outcome: Outcome): unknown {
  switch (outcome.kind) {
    case 'invocation-record':
      expectTypeOf(outcome.record).toEqualTypeOf<InvocationRecord>()
      return outcome.record
    case 'dead-letter':
      expectTypeOf(outcome.attributes.ErrorCode).toEqualTypeOf<number | undefined>()
      expectTypeOf(outcome.parseBody()).toBeUnknown()
      return outcome.bodyText
    case 'stream-failure':
      if (outcome.source === 'sqs') expectTypeOf(outcome.bodyText).toBeString()
      else expectTypeOf(outcome.record).toExtend<StreamFailureRecord>()
      if (outcome.source === 'kinesis') return outcome.record.KinesisBatchInfo.shardId
      if (outcome.source === 'dynamodb') return outcome.record.DDBStreamBatchInfo.shardId
      return outcome.source === 'kafka' ? outcome.record.KafkaBatchInfo.topic : outcome.sourceArn
    case 'rule-dead-letter':
      expectTypeOf(outcome.undelivered?.record).toEqualTypeOf<InvocationRecord | undefined>()
      return outcome.attributes.RULE_ARN
    case 'schedule-dead-letter':
      return outcome.attributes.SCHEDULE_ARN
    case 'pipe-failure':
      expectTypeOf(outcome.record).toEqualTypeOf<PipeFailure>()
      return outcome.record.context.partnerResourceArn
    case 'payload-mismatch':
      return outcome.mismatched.kind
    case 'unrecognised':
      expectTypeOf(outcome.issues).toEqualTypeOf<readonly Issue[]>()
      return outcome.issues
    default:
      return outcome satisfies never
  }
}
