import { EngineError } from '../engine-error.ts'
import type { PoisonItem } from '../ports.ts'
import type { Claim } from '../queue/queue-store.ts'
import type { ClaimOutcome, EngineDependencies } from './engine-dependencies.ts'

/** Time until a poison item that stays in the queue is reported again. */
const reportAgainMs = 3_600_000

/** Reported to `onFault` for a poison item. Its code is `poison-item`. */
export class PoisonItemError extends EngineError {
  override readonly name = 'PoisonItemError'
  readonly itemId: string
  readonly reason: PoisonItem['reason']

  constructor({ id, reason }: Pick<PoisonItem, 'id' | 'reason'>, options?: ErrorOptions) {
    super('poison-item', `item ${id} can be neither processed nor dropped: ${reason}`, options)
    this.itemId = id
    this.reason = reason
  }
}

/** Passes a poison item to the quarantine. Without one, the item stays in the queue, unrun, and is reported once an hour. */
export async function runPoison(
  engine: EngineDependencies,
  claim: Claim,
  signal: AbortSignal,
  reason: PoisonItem['reason'],
): Promise<ClaimOutcome> {
  const { id, lane, state, body, deliveries, token } = claim
  const { quarantine, clock } = engine
  const ends = (keptUntilMs?: number): Pick<ClaimOutcome, 'onCommitted' | 'onUnknown'> => {
    const onUnknown = (): void => engine.poisonEnded(id, keptUntilMs)
    const onCommitted = (): void => {
      onUnknown()
      const kept = keptUntilMs !== undefined
      engine.emitTimeline({ type: 'quarantined', requestId: id, reason, kept, atMs: clock.nowMs() })
    }
    return { onCommitted, onUnknown }
  }
  try {
    if (quarantine === undefined) throw new Error('the engine has no quarantine')
    await quarantine({ id, lane, state, body, deliveries, reason, signal })
    return { settlement: { token, to: 'done' }, ...ends() }
  } catch (cause) {
    engine.fault(new PoisonItemError({ id, reason }, { cause }))
    const settlement = { token, to: 'again', delayMs: reportAgainMs, state } as const
    return { settlement, ...ends(clock.nowMs() + reportAgainMs) }
  }
}
