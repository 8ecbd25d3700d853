import { expectTypeOf } from 'vitest'
import { z } from 'zod'
import type { Outcome } from '../outcome/outcome.ts'
import { handleOutcomes } from './handle-outcomes.ts'

const Order = z.object({ orderId: z.string() })

export const responses = [
  handleOutcomes({}, (outcome) => {
    expectTypeOf(outcome.kind).toEqualTypeOf<Exclude<Outcome['kind'], 'unrecognised' | 'payload-mismatch'>>()
    if (outcome.kind === 'invocation-record') expectTypeOf(outcome.record.requestPayload).toBeUnknown()
  }),
  // Beside options with functions of their own, the types of payloads still flow.
  handleOutcomes(
    {},
    async (outcome) => {
      if (outcome.kind === 'invocation-record') expectTypeOf(outcome.record.requestPayload.orderId).toBeString()
      if (outcome.kind === 'dead-letter') expectTypeOf(outcome.parseBody().orderId).toBeString()
    },
    {
      requestPayload: Order,
      signal: AbortSignal.timeout(1),
      onFailure: (error, { kind }) => {
        expectTypeOf(error).toBeUnknown()
        expectTypeOf(kind).toEqualTypeOf<Outcome['kind']>()
      },
    },
  ),
  handleOutcomes({}, ({ kind }) => expectTypeOf(kind).toEqualTypeOf<Outcome['kind']>(), { unrecognised: 'handle' }),
  handleOutcomes({}, ({ kind }) => expectTypeOf(kind).toEqualTypeOf<Outcome['kind']>(), {
    unrecognised: 'fail' as 'fail' | 'handle',
  }),
  // @ts-expect-error a misspelled option
  handleOutcomes({}, () => {}, { concurrency: 4 }),
]
