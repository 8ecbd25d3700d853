import { CommandError } from '../command-error.ts'
import type { Queue } from '../sources/queue.ts'
import { counted } from '../text/counted.ts'
import { print, safe } from '../text/output.ts'
import type { createFailureRate } from './failure-rate.ts'
import { hashOf, type RedriveItem } from './items.ts'
import type { Journal } from './journal.ts'
import type { EventPlan } from './plan-event.ts'
import type { Quarantine } from './quarantine.ts'
import type { EventSender } from './send-event.ts'

interface RedriverOptions {
  readonly journal: Journal
  readonly sender: EventSender
  readonly quarantine: Quarantine
  readonly queue: Queue | undefined
  readonly rate: ReturnType<typeof createFailureRate>
  readonly maxRedrives: number
  readonly json: boolean
  /** Ends the run. */
  readonly stop: () => void
}

/** Result of `redrive`, the last line with `--json`. */
export interface RedriveSummary {
  readonly kind: 'summary'
  readonly sent: number
  /** Of those sent: on their way when an earlier run was killed, so that they may have been sent twice. */
  readonly repeated: number
  /** Sent by an earlier run. */
  readonly before: number
  /** Left out by `--filter` or `--edit`. */
  readonly leftOut: number
  /** Not for redriving, such as failures without a payload. */
  readonly refused: number
  /** Refused by Lambda, or by the queue. */
  readonly failed: number
  readonly quarantined: number
}

/** Carries out what is planned for each outcome, in the order that survives a kill at any instant. */
export interface Redriver {
  /** Journals received messages, so that a later run can show again what a kill leaves hidden. */
  hold(items: readonly RedriveItem[]): Promise<void>
  handle(item: RedriveItem, plan: EventPlan): Promise<void>
  summary(): RedriveSummary
}

export function createRedriver(options: RedriverOptions): Redriver {
  const { journal, sender, quarantine, queue, rate, maxRedrives, json, stop } = options
  const counts = { sent: 0, repeated: 0, before: 0, leftOut: 0, refused: 0, failed: 0, quarantined: 0 }

  const handled = new Set<string>()

  const report = async (outcome: string, { key }: RedriveItem, detail: string): Promise<void> => {
    if (json) await print(JSON.stringify({ kind: 'event', outcome, key, detail }))
    else if (outcome !== 'sent') await print(safe(`${key}  ${outcome}: ${detail}`))
  }

  const remove = async ({ received, key }: RedriveItem): Promise<void> => {
    if (queue === undefined || received === undefined) return
    received.left -= 1
    if (received.left > 0) return
    const kept = await queue.remove([received.message])
    if (kept.length > 0)
      throw new CommandError(`message ${key} was sent and cannot be deleted; the same command goes on`)
    await journal.add({ type: 'deleted', key })
  }

  const count = (failed: boolean): void => {
    rate.add(failed)
    if (rate.isAbove) stop()
  }

  return {
    async hold(items) {
      await Promise.all(
        items.map(async ({ key, received }) => {
          const { ReceiptHandle: receipt } = received?.message ?? {}
          if (receipt !== undefined) await journal.add({ type: 'held', key, receipt })
        }),
      )
    },
    async handle(item, plan) {
      const { key } = item
      const state = journal.stateOf(key)
      // A run that takes longer than messages stay hidden receives them again.
      if (handled.has(key) && state !== 'sent' && state !== 'quarantined') return
      const isFirst = !handled.has(key)
      handled.add(key)
      if (state === 'sent' || state === 'quarantined') {
        if (isFirst) counts.before += 1
        return remove(item)
      }
      if (!plan.send && plan.isLeftOut) {
        counts.leftOut += 1
        return
      }
      if (!plan.send) {
        counts.refused += 1
        return report('not redriven', item, plan.reason)
      }
      const redrives = journal.redrivesOf(plan.requestId)
      if (redrives >= maxRedrives) {
        await quarantine.add(item, redrives)
        await journal.add({ type: 'quarantined', key })
        counts.quarantined += 1
        count(true)
        await report('quarantined', item, `failed again after ${counted(redrives, 'redrive')}`)
        return remove(item)
      }
      const isRepeat = state === 'in-flight'
      await sender.prepare(plan.target)
      const hash = hashOf(plan.payload)
      await journal.add({ type: 'sending', key, hash, redrives: redrives + 1, ...(isRepeat && { isRepeat }) })
      const result = await sender.send(plan.target, plan.payload)
      if ('error' in result) {
        await journal.add({ type: 'failed', key, error: result.error })
        counts.failed += 1
        count(true)
        return report(`refused by ${'queueUrl' in plan.target ? 'the queue' : 'Lambda'}`, item, result.error)
      }
      await journal.add({ type: 'sent', key, requestId: result.requestId, redrives: redrives + 1 })
      counts.sent += 1
      if (isRepeat) counts.repeated += 1
      count(false)
      await report('sent', item, result.requestId)
      await remove(item)
    },
    summary: () => ({ kind: 'summary', ...counts }),
  }
}
