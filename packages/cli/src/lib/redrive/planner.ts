import type { ClientConfig } from '../aws/client-config.ts'
import type { Edit } from '../edits/open-edit.ts'
import type { Filter } from '../outcomes/filter.ts'
import { toRow } from '../outcomes/row.ts'
import { findOwner } from './find-owner.ts'
import type { RedriveItem } from './items.ts'
import { type EventPlan, type FunctionTarget, planEvent, type Target, targetOf } from './plan-event.ts'

/** An outcome, and what becomes of it. */
export interface PlannedItem {
  readonly item: RedriveItem
  readonly plan: EventPlan
}

/** Plans the events of a source, a chunk at a time. */
export type Planner = (items: readonly RedriveItem[]) => Promise<readonly PlannedItem[]>

interface PlannerOptions {
  readonly to: Target | undefined
  readonly inexact: boolean
  readonly filter: Filter | undefined
  readonly edit: Edit | undefined
  /** ARN of the queue that is the source. */
  readonly queueArn: string | undefined
  readonly config: ClientConfig
}

export function createPlanner({ to, inexact, filter, edit, queueArn, config }: PlannerOptions): Planner {
  let owner: FunctionTarget | undefined
  const planOne = async (item: RedriveItem): Promise<EventPlan> => {
    const own = targetOf(item.source.functionArn) ?? owner
    const plan = planEvent(item.outcome, { inexact, ...(to && { to }), ...(own && { owner: own }) })
    if (!plan.send || edit === undefined) return plan
    const edited = await edit(plan.payload, toRow(item.outcome, item.source))
    if ('payload' in edited)
      return edited.payload === plan.payload ? plan : { ...plan, payload: edited.payload, isEdited: true }
    return { send: false, reason: edited.reason, ...(edited.isLeftOut && { isLeftOut: true }) }
  }
  return async (items) => {
    const chosen = filter?.choose(items)
    const isChosen = (index: number): boolean => chosen === undefined || chosen[index] === true
    // Only a queue tells whose dead letters it holds, and only dead letters need it.
    const needsOwner = items.some(({ outcome }, index) => isChosen(index) && outcome.kind === 'dead-letter')
    if (needsOwner && to === undefined && owner === undefined && queueArn !== undefined)
      owner = targetOf(await findOwner(queueArn, config))
    return Promise.all(
      items.map(async (item, index) => ({
        item,
        plan: isChosen(index)
          ? await planOne(item)
          : ({ send: false, reason: 'left out by --filter', isLeftOut: true } as const),
      })),
    )
  }
}
