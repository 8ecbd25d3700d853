import { createGroups } from '../read/groups.ts'
import { toRow } from '../read/row.ts'
import { groupLines } from '../read/views.ts'
import { print, safe } from '../text/output.ts'
import type { RedriveItem } from './items.ts'
import type { EventPlan } from './plan-event.ts'

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
  let sends = 0
  return {
    async add(item, plan) {
      const { key } = item
      if (json) await print(JSON.stringify({ kind: 'event', key, ...plan }))
      if (!plan.send) {
        reasons.set(plan.reason, (reasons.get(plan.reason) ?? 0) + 1)
        return
      }
      sends += 1
      groups.add(toRow(item.outcome, item.source))
      const { functionName, qualifier } = plan.target
      const target = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
      targets.set(target, (targets.get(target) ?? 0) + 1)
    },
    async print(waiting) {
      if (json) {
        const summary = { sends, targets: Object.fromEntries(targets), notRedriven: Object.fromEntries(reasons) }
        return print(
          JSON.stringify({
            kind: 'preview',
            ...summary,
            groups: groups.list(),
            ...(waiting !== undefined && { waiting }),
          }),
        )
      }
      const counted = (count: number, words: string): string => safe(`${String(count).padStart(8)}  ${words}`)
      const lines = [
        ...groups.list().map(groupLines),
        '',
        ...[...targets].map(([target, count]) => counted(count, `to ${target}`)),
        ...[...reasons].map(([reason, count]) => counted(count, `not redriven: ${reason}`)),
        ...(waiting !== undefined && waiting > sends ? [`a sample; about ${waiting} messages are in the queue`] : []),
      ]
      await print(lines.join('\n').replace(/^\n/, ''))
    },
    get sends() {
      return sends
    },
  }
}
