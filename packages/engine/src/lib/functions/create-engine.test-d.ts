import type { Deliver, Invoke, Resolve } from '../ports.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import { systemClock } from '../time/clock.ts'
import { createEngine } from './create-engine.ts'

declare const handler: () => Promise<string>
declare const deliver: Deliver
declare const resolve: Resolve
declare const invoke: Invoke
declare const store: QueueStore
const clock = systemClock

// Forms that make sense compile.
const engine = createEngine({ functions: { orders: { handler, MaximumRetryAttempts: 1, OnSuccess: 'arn' } }, deliver })
createEngine({ functions: { orders: { handler, timeoutMs: 1_000 } }, store, clock, region: 'eu-west-1' })
createEngine({ functions: { orders: { handler } }, resolve, deliver })
createEngine({ functions: { orders: { reservedConcurrency: 1 } }, invoke })
createEngine({ store, clock, resolve, invoke, deliver })
createEngine<number>({
  store,
  clock,
  deliver,
  resolve: () => ({ functionArn: 'arn', config: {}, target: 'present', executable: 1 }),
  invoke: async ({ executable = 0 }) => ({ outcome: 'success', executedVersion: executable.toFixed() }),
})

// @ts-expect-error: nothing would use the functions
createEngine({ functions: { orders: { handler } }, resolve, invoke, deliver })
// @ts-expect-error: resolve knows the settings
createEngine({ functions: { orders: { handler, MaximumRetryAttempts: 1 } }, resolve, deliver })
// @ts-expect-error: what resolve names has to be sent
createEngine({ functions: { orders: { handler } }, resolve })
// @ts-expect-error: invoke runs the functions
createEngine({ functions: { orders: { handler } }, invoke })
// @ts-expect-error: neither a handler nor invoke
createEngine({ functions: { orders: { MaximumRetryAttempts: 1 } } })
// @ts-expect-error: a member of another casing
createEngine({ functions: { orders: { handler, maximumRetryAttempts: 1 } } })
// @ts-expect-error: all ports, where there are no functions
createEngine({ resolve, invoke, deliver })

interface Order {
  readonly orderId: string
}
declare const order: Order

const requestId: Promise<string> = engine.accept('orders', { orderId: 'A-1002', items: [1, null] })
const result: Promise<'accepted' | 'duplicate' | 'full' | 'too-large' | 'unavailable' | 'unknown'> = engine.accept({
  requestId: 'r-1',
  reference: { functionName: 'orders' },
  payload: { orderId: 'A-1002' },
})
engine.accept('orders', { ...order })
void [requestId, result]
declare const at: Date
// @ts-expect-error: JSON has no dates
engine.accept('orders', { at })
// @ts-expect-error: JSON has no undefined
engine.accept('orders', { note: undefined })
