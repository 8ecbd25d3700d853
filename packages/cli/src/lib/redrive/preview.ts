import { toRow } from '../outcomes/row.ts'
import { createGroups } from '../read/groups.ts'
import { groupLines } from '../read/views.ts'
import { counted } from '../text/counted.ts'
import { print, safe } from '../text/output.ts'
import type { RedriveItem } from './items.ts'
import { type EventPlan, nameOfTarget } from './plan-event.ts'

/** Counts what would become of the events. */
export interface Preview {
  add(item: RedriveItem, plan: EventPlan): Promise<void>
  /** @param waiting - messages of the queue, if one is the source; there may be more than the preview has seen */
  print(waiting: number | undefined): Promise<void>
  /** Events that would be sent. */
  readonly sends: number
}

export function createPreview(json: boolean): Preview {
  const groups = createGroups()
  const targets = new Map<string, number>()
  const reasons = new Map<string, number>()
  const leftOut = new Map<string, number>()
  let [sends, edited] = [0, 0]
  return {
    async add(item, plan) {
      const { key } = item
      if (json) await print(JSON.stringify({ kind: 'event', key, ...plan }))
      if (!plan.send) {
        const counts = plan.isLeftOut ? leftOut : reasons
        counts.set(plan.reason, (counts.get(plan.reason) ?? 0) + 1)
        return
      }
      sends += 1
      if (plan.isEdited) edited += 1
      groups.add(toRow(item.outcome, item.source))
      const target = nameOfTarget(plan.target)
      targets.set(target, (targets.get(target) ?? 0) + 1)
    },
    async print(waiting) {
      if (json) {
        const summary = {
          ...{ sends, edited, targets: Object.fromEntries(targets) },
          ...{ notRedriven: Object.fromEntries(reasons), leftOut: Object.fromEntries(leftOut) },
        }
        return print(
          JSON.stringify({
            kind: 'preview',
            ...summary,
            groups: groups.list(),
            ...(waiting !== undefined && { waiting }),
          }),
        )
      }
      const countLine = (count: number, words: string): string => safe(`${String(count).padStart(8)}  ${words}`)
      const lines = [
        ...groups.list().map(groupLines),
        '',
        ...[...targets].map(([target, count]) => countLine(count, `to ${target}`)),
        ...(edited === 0 ? [] : [countLine(edited, 'with a payload that --edit has changed')]),
        ...[...leftOut].map(([reason, count]) => countLine(count, reason)),
        ...[...reasons].map(([reason, count]) => countLine(count, `not redriven: ${reason}`)),
        ...(waiting !== undefined && waiting > sends + sum(reasons) + sum(leftOut)
          ? [`a sample; the queue has about ${counted(waiting, 'message')}`]
          : []),
      ]
      const text = lines.join('\n').replace(/^\n/, '')
      await print(text === '' ? 'there is nothing to redrive' : text)
    },
    get sends() {
      return sends
    },
  }
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
