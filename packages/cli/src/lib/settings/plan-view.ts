import type { ConfigPlan, PlannedChange, PlanStep } from '@async-invoke/config-client/plan'
import type { TemplateReading } from '@async-invoke/config-client/templates'
import { counted } from '../text/counted.ts'
import { safe, styled } from '../text/output.ts'

/** Names of functions with the same steps; `--json` has them all. */
const shownNames = 10

/** A plan as a diff: functions with the same steps together, and a summary at the end. */
export function planLines({ steps, unknown = [], unmatched = [], kept = [] }: ConfigPlan): string {
  const groups = groupsOf(steps).map(({ names, steps: own }) => {
    const shown = names.slice(0, shownNames).join(', ')
    const more = names.length > shownNames ? `, and ${names.length - shownNames} more` : ''
    return [styled('bold', safe(`${shown}${more}`)), ...own.flatMap(stepLines)].join('\n')
  })
  const notes = [
    ...unknown.map(({ setting, functionName = 'any function', qualifier = 'any qualifier', reason }) =>
      setting === 'DeadLetterConfig'
        ? `unknown: the dead-letter queue of ${functionName}: ${reason}`
        : `unknown: ${functionName}:${qualifier}: ${reason}`,
    ),
    ...unmatched.map((pattern) => `no function matches ${pattern}`),
    ...kept.map(
      ({ FunctionName, Qualifier, member, value }) => `may stay: ${FunctionName}:${Qualifier} ${member} ${value}`,
    ),
  ].map((note) => styled('yellow', safe(note)))
  return [...groups, ...(notes.length > 0 ? [notes.join('\n')] : []), summaryOf(steps)].join('\n\n')
}

/** `3 functions, 5 calls: 2 put, 3 update` */
export function summaryOf(steps: readonly PlanStep[]): string {
  if (steps.length === 0) return 'nothing to change'
  const functions = new Set(steps.map(({ FunctionName }) => FunctionName)).size
  const counts = Object.entries(titles).flatMap(([operation, { short }]) => {
    const count = steps.filter((step) => step.operation === operation).length
    return count === 0 ? [] : [`${count} ${short}`]
  })
  return `${counted(functions, 'function')}, ${counted(steps.length, 'call')}: ${counts.join(', ')}`
}

/** The parts of a template that could not be read, a line each. */
export function problemLines(problems: TemplateReading['problems']): readonly string[] {
  return problems.map(({ resource, member, reason }) =>
    safe(`${resource}${member === '' ? '' : ` ${member}`}: ${reason}`.replaceAll(/\s+/g, ' ')),
  )
}

const titles: Readonly<Record<PlanStep['operation'], { readonly long: string; readonly short: string }>> = {
  put: { long: 'put the settings of', short: 'put' },
  update: { long: 'update the settings of', short: 'update' },
  delete: { long: 'delete the settings of', short: 'delete' },
  setDeadLetterConfig: { long: 'set the dead-letter queue', short: 'dead-letter queue set' },
  removeDeadLetterConfig: { long: 'remove the dead-letter queue', short: 'dead-letter queue removed' },
}

/** The call of a step, without its function. */
export function titleOf(step: PlanStep): string {
  const { long } = titles[step.operation]
  return 'Qualifier' in step ? `${long} ${step.Qualifier}` : long
}

interface StepGroup {
  readonly names: string[]
  readonly steps: readonly PlanStep[]
}

/** Functions whose steps differ in the name alone. */
function groupsOf(steps: readonly PlanStep[]): readonly StepGroup[] {
  const ofFunctions = new Map<string, PlanStep[]>()
  for (const step of steps) ofFunctions.set(step.FunctionName, [...(ofFunctions.get(step.FunctionName) ?? []), step])
  const groups = new Map<string, StepGroup>()
  for (const [name, own] of ofFunctions) {
    const likeness = JSON.stringify(own.map((step) => [titleOf(step), step.changes]))
    const group = groups.get(likeness) ?? { names: [], steps: own }
    group.names.push(name)
    groups.set(likeness, group)
  }
  return [...groups.values()]
}

function stepLines(step: PlanStep): readonly string[] {
  const width = Math.max(...step.changes.map(({ member }) => member.length), 0)
  return [`  ${safe(titleOf(step))}`, ...step.changes.flatMap((change) => changeLines(change, width))]
}

function changeLines({ member, from, to }: PlannedChange, width: number): readonly string[] {
  const line = (sign: string, value: string | number): string => safe(`    ${sign} ${member.padEnd(width)}  ${value}`)
  return [
    ...(from === null ? [] : [styled('red', line('-', from))]),
    ...(to === null ? [] : [styled('green', line('+', to))]),
  ]
}
