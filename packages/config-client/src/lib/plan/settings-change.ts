import { type EventInvokeConfig, eventInvokeDefaults, toEventInvokeConfigRequest } from '@async-invoke/schemas'
import type { ConfigSettings, ReplacingSettings } from '../client/settings.ts'
import type { PlannedChange } from './plan-document.ts'

const numbers = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const
const sides = ['OnSuccess', 'OnFailure'] as const

/** The call that turns one record into the desired one. */
export type SettingsCall =
  | { readonly operation: 'put'; readonly settings: ReplacingSettings; readonly changes: readonly PlannedChange[] }
  | { readonly operation: 'update'; readonly settings: ConfigSettings; readonly changes: readonly PlannedChange[] }
  | { readonly operation: 'delete'; readonly changes: readonly PlannedChange[] }

/**
 * Compares a stored record with the desired one, both flat; `undefined` stands for no record.
 *
 * Lambda treats unset and the default alike (CFG-2), so neither differs from the other, and a record of defaults does
 * not differ from no record. An update is preferred (CFG-8); a put is needed to unset a number or if nothing is stored
 * (CFG-7), a delete if no setting remains.
 *
 * @returns the smallest call, or `undefined` if nothing differs.
 *
 * @example
 * ```ts
 * settingsCall({ MaximumRetryAttempts: 1 }, { MaximumRetryAttempts: 0 })?.operation // 'update'
 * ```
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

/**
 * The settings that an Update keeps because the desired ones leave them out (CFG-8): the members that a put would unset.
 *
 * @example
 * ```ts
 * keptSettings({ MaximumRetryAttempts: 1, OnFailure: arn }, { MaximumRetryAttempts: 0 }) // { OnFailure: arn }
 * ```
 */
export function keptSettings(stored: EventInvokeConfig, desired: EventInvokeConfig): EventInvokeConfig {
  const unset = changesBetween(stored, desired).flatMap(({ member, to }) => (to === null ? [member] : []))
  return Object.fromEntries(Object.entries(stored).filter(([member]) => unset.includes(member)))
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

/** Picks the settings that change; a side to remove is cleared explicitly. */
function changedMembers(desired: EventInvokeConfig, changes: readonly PlannedChange[]): ConfigSettings {
  const changed = new Set(changes.map(({ member }) => member))
  const numeric = Object.fromEntries(numbers.filter((name) => changed.has(name)).map((name) => [name, desired[name]]))
  const destinations = Object.fromEntries(
    sides.filter((side) => changed.has(side)).map((side) => [side, { Destination: desired[side] ?? null }]),
  )
  return Object.keys(destinations).length === 0 ? numeric : { ...numeric, DestinationConfig: destinations }
}
