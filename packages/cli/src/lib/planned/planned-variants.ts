import type { StoredDeadLetterConfig, StoredSettings } from '@async-invoke/config-client'
import type { ConfigPlan, PlannedChange } from '@async-invoke/config-client/plan'
import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import type { Scenario, ScenarioSettings } from '@async-invoke/simulator'

/** Settings by the names that a plan gives them; null for one that is unset. */
type Members = Readonly<Record<string, PlannedChange['from']>>

/** What is stored for a function, version or alias. */
interface StoredMembers {
  readonly settings: StoredSettings | null
  readonly DeadLetterConfig?: StoredDeadLetterConfig['DeadLetterConfig']
}

/** The functions that a plan changes, as a scenario names them. */
export function changedFunctions({ steps }: ConfigPlan): readonly string[] {
  const names = steps.map((step) => {
    const qualifier = 'Qualifier' in step && step.Qualifier !== '$LATEST' ? `:${step.Qualifier}` : ''
    return `${nameOf(step.FunctionName)}${qualifier}`
  })
  return [...new Set(names)]
}

/**
 * The scenario with two variants in place of its own: the settings that are stored, and those after the plan.
 *
 * @param stored - of each function of the scenario, in its order
 */
export function withPlannedVariants(scenario: Scenario, stored: readonly StoredMembers[], plan: ConfigPlan): Scenario {
  const names = Object.keys(scenario.functions)
  const members = stored.map(storedMembers)
  const settings = (after: boolean): Readonly<Record<string, ScenarioSettings>> =>
    Object.fromEntries(
      names.map((name, index) => {
        const current = members[index] ?? {}
        return [name, settingsOf(after ? { ...current, ...plannedMembers(name, plan) } : current)]
      }),
    )
  return {
    ...scenario,
    variants: {
      current: { about: 'as stored', functions: settings(false) },
      planned: { about: 'after the plan', functions: settings(true) },
    },
  }
}

function storedMembers({ settings, DeadLetterConfig }: StoredMembers): Members {
  const { MaximumRetryAttempts = null, MaximumEventAgeInSeconds = null, DestinationConfig } = settings ?? {}
  return {
    MaximumRetryAttempts,
    MaximumEventAgeInSeconds,
    OnSuccess: DestinationConfig?.OnSuccess?.Destination ?? null,
    OnFailure: DestinationConfig?.OnFailure?.Destination ?? null,
    'DeadLetterConfig.TargetArn': DeadLetterConfig?.TargetArn ?? null,
  }
}

/** A dead-letter queue belongs to the unpublished function: versions keep their own (FNC-4). */
function plannedMembers(name: string, { steps }: ConfigPlan): Members {
  const { qualifier = '$LATEST' } = parseFunctionReference(name) ?? {}
  const own = steps.filter(
    (step) =>
      nameOf(step.FunctionName) === nameOf(name) && ('Qualifier' in step ? step.Qualifier : '$LATEST') === qualifier,
  )
  return Object.fromEntries(own.flatMap(({ changes }) => changes.map(({ member, to }) => [member, to])))
}

/** Each setting is given, so that none of the scenario's own remains; null leaves it unset. */
function settingsOf(members: Members): ScenarioSettings {
  const text = (name: string): string | null => (typeof members[name] === 'string' ? members[name] : null)
  const number = (name: string): number | null => (typeof members[name] === 'number' ? members[name] : null)
  const side = (name: string) => ({ [name]: { Destination: text(name) } })
  return {
    MaximumRetryAttempts: number('MaximumRetryAttempts'),
    MaximumEventAgeInSeconds: number('MaximumEventAgeInSeconds'),
    DestinationConfig: { ...side('OnSuccess'), ...side('OnFailure') },
    DeadLetterConfig: { TargetArn: text('DeadLetterConfig.TargetArn') },
  }
}

function nameOf(reference: string): string {
  return parseFunctionReference(reference)?.functionName ?? reference
}
