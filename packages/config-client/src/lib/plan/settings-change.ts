import { type EventInvokeConfig, eventInvokeDefaults, toEventInvokeConfigRequest } from '@async-invoke/schemas'
import type { ConfigSettings, ReplacingSettings } from '../client/settings.ts'
import type { PlannedChange } from './plan-document.ts'

const numbers = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const
const sides = ['OnSuccess', 'OnFailure'] as const

/** The smallest call that brings one record to what is desired; `undefined` when it is there already. */
export type SettingsCall =
  | { readonly operation: 'put'; readonly settings: ReplacingSettings; readonly changes: readonly PlannedChange[] }
  | { readonly operation: 'update'; readonly settings: ConfigSettings; readonly changes: readonly PlannedChange[] }
  | { readonly operation: 'delete'; readonly changes: readonly PlannedChange[] }

/**
 * Compares one stored record with what is desired, both flat; `undefined` stands for no
 * record, whether stored or desired.
 *
 * Unset and the default mean the same to Lambda (CFG-2), so neither is a change of the other, and a record of defaults
 * is no change of no record. An update where one can do it (CFG-8), a put where a number must be unset or nothing is
 * stored (CFG-7), a delete where nothing shall be left.
 *
 * @example settingsCall({ MaximumRetryAttempts: 1 }, { MaximumRetryAttempts: 0 })?.operation // 'update'
 */
export function settingsCall(
  stored: EventInvokeConfig | undefined,
  desired: EventInvokeConfig | undefined,
): SettingsCall | undefined {
  const changes = changesBetween(stored ?? {}, desired ?? {})
  if (desired === undefined) return stored === undefined ? undefined : { operation: 'delete', changes }
  if (changes.length === 0) return undefined
  if (Object.keys(desired).length === 0) return { operation: 'delete', changes }
  const unsets = numbers.some((name) => desired[name] === undefined && changes.some(({ member }) => member === name))
  if (stored === undefined || unsets)
    return { operation: 'put', settings: toEventInvokeConfigRequest(desired), changes }
  return { operation: 'update', settings: changedMembers(desired, changes), changes }
}

function changesBetween(stored: EventInvokeConfig, desired: EventInvokeConfig): readonly PlannedChange[] {
  const changes: PlannedChange[] = []
  for (const member of numbers) {
    const fallback = eventInvokeDefaults[member]
    if ((stored[member] ?? fallback) !== (desired[member] ?? fallback))
      changes.push({ member, from: stored[member] ?? null, to: desired[member] ?? null })
  }
  for (const member of sides)
    if (stored[member] !== desired[member])
      changes.push({ member, from: stored[member] ?? null, to: desired[member] ?? null })
  return changes
}

/** Only what changes; a side that shall be empty is cleared by name. */
function changedMembers(desired: EventInvokeConfig, changes: readonly PlannedChange[]): ConfigSettings {
  const changed = new Set(changes.map(({ member }) => member))
  const numeric = Object.fromEntries(numbers.filter((name) => changed.has(name)).map((name) => [name, desired[name]]))
  const destinations = Object.fromEntries(
    sides.filter((side) => changed.has(side)).map((side) => [side, { Destination: desired[side] ?? null }]),
  )
  return Object.keys(destinations).length === 0 ? numeric : { ...numeric, DestinationConfig: destinations }
}
