import { expect } from 'vitest'
import { createEngine } from '../src/lib/functions/create-engine.ts'
import type { NamedFunction, NamedFunctionsOptions } from '../src/lib/functions/function-options.ts'
import type { TimelineEntry } from '../src/lib/observe/timeline.ts'
import type { Deliver } from '../src/lib/ports.ts'
import { VirtualClock } from '../src/lib/time/clock.ts'
import { driven } from './drive.ts'
import { startMs } from './engine-world.ts'

export const shipped = 'arn:aws:sqs:us-east-1:123456789012:shipped'
export const failed = 'arn:aws:sqs:us-east-1:123456789012:failed'
export const deadLetters = 'arn:aws:sqs:us-east-1:123456789012:dead-letters'
export const orders = 'arn:aws:lambda:us-east-1:123456789012:function:orders'

/** An engine with one function, `orders`, on a held clock. */
export function ordersEngine(settings: Partial<NamedFunction> = {}, options: Partial<NamedFunctionsOptions> = {}) {
  const clock = new VirtualClock(startMs)
  const timeline: TimelineEntry[] = []
  const records: { readonly [member: string]: unknown }[] = []
  const deliver: Deliver = async ({ recordText }) => {
    records.push(JSON.parse(recordText))
  }
  const engine = createEngine({
    functions: { orders: { handler: async (event) => ({ shipped: event.orderId }), ...settings } },
    clock,
    deliver,
    deliverDeadLetter: async () => {},
    onTimeline: (entry) => timeline.push(entry),
    ...options,
  })
  return { engine, clock, timeline, records, run: () => driven(engine, clock) }
}

/** The error with which a promise rejects. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.unreachable(`resolved with ${value}`),
    (error) => error,
  )
}
