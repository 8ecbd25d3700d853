import { checkDeadLetterTarget } from '../dead-letter/admit-dead-letter-config.ts'
import { findNearestName } from '../document/nearest-name.ts'
import { readableMember } from '../document/own-member.ts'
import type { FunctionReference } from '../reference/function-reference.ts'
import {
  createModelRefusal,
  createTypeRefusal,
  describeRefused,
  formatName,
  type Refusal,
} from '../reference/refusal.ts'
import { checkEventInvokeConfig } from '../settings/admit-event-invoke-config.ts'
import { describeMixedForms } from './declared-settings.ts'

/** Lambda's refusals of one member's value, checked alone so that they are about this member. */
type CheckMember = (value: unknown, owner: FunctionReference) => readonly Refusal[]

const setting =
  (toRequest: (value: unknown) => object): CheckMember =>
  (value, owner) =>
    checkEventInvokeConfig(toRequest(value), owner)

const eventInvokeMembers: Readonly<Record<string, CheckMember>> = {
  MaximumRetryAttempts: setting((MaximumRetryAttempts) => ({ MaximumRetryAttempts })),
  MaximumEventAgeInSeconds: setting((MaximumEventAgeInSeconds) => ({ MaximumEventAgeInSeconds })),
  OnSuccess: setting((Destination) => ({ DestinationConfig: { OnSuccess: { Destination } } })),
  OnFailure: setting((Destination) => ({ DestinationConfig: { OnFailure: { Destination } } })),
  // An empty one is no refusal here: it declares no destination.
  DestinationConfig: (config, owner) =>
    setting((DestinationConfig) => ({ MaximumRetryAttempts: 0, DestinationConfig }))(config, owner),
}

const functionMembers: Readonly<Record<string, CheckMember>> = {
  ...eventInvokeMembers,
  deadLetterTargetArn: checkDeadLetterTarget,
  DeadLetterConfig: (config, owner) =>
    typeof config === 'object'
      ? checkDeadLetterTarget(readableMember(config, 'TargetArn'), owner)
      : [createTypeRefusal('FNC-1', 'deadLetterConfig', config, 'an object')],
  reservedConcurrency: checkReserved,
  ReservedConcurrentExecutions: checkReserved,
}

/** Names of members inside a member, by its path. */
const innerNames: Readonly<Record<string, readonly string[]>> = {
  DestinationConfig: ['OnSuccess', 'OnFailure'],
  'DestinationConfig.OnSuccess': ['Destination'],
  'DestinationConfig.OnFailure': ['Destination'],
  DeadLetterConfig: ['TargetArn'],
}

/**
 * Describes what Lambda would refuse about declared settings, in its own sentences, and what it would not understand:
 * unknown members, and one setting in two forms. Each problem names path and value.
 *
 * @param declared - any data
 * @param of - `function`: its configuration is declared beside its event invoke settings
 * @param owner - the function; a region or an account that is missing conflicts with no target
 * @returns an empty list if the settings can be read
 */
export function describeDeclaredProblems(
  declared: unknown,
  {
    path,
    of,
    owner,
  }: { readonly path: string; readonly of: 'function' | 'settings'; readonly owner: FunctionReference },
): readonly string[] {
  if (typeof declared !== 'object' || declared === null || Array.isArray(declared))
    return describeRefused(path, declared, [createTypeRefusal('CFG-14e', 'eventInvokeConfig', declared, 'an object')])
  const members = of === 'function' ? functionMembers : eventInvokeMembers
  return [
    ...unknownMembers(declared, path, Object.keys(members)),
    ...describeMixedForms(declared, path),
    ...Object.entries(innerNames).flatMap(([inner, names]) => {
      const value = inner.split('.').reduce<unknown>(readableMember, declared)
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
      return isObject ? unknownMembers(value, `${path}.${inner}`, names) : []
    }),
    ...Object.entries(members).flatMap(([name, check]) => {
      const value = readableMember(declared, name)
      if (value === undefined || value === null) return []
      return describeRefused(`${path}.${name}`, value, check(value, owner))
    }),
  ]
}

function unknownMembers(value: object, path: string, names: readonly string[]): readonly string[] {
  return Object.keys(value)
    .filter((name) => !names.includes(name) && readableMember(value, name) !== undefined)
    .map((name) => {
      const nearest = findNearestName(name, names)
      const hint = nearest === undefined ? `the settings are ${names.join(', ')}` : `did you mean ${nearest}?`
      return `${path}.${formatName(name)} is not a setting; ${hint}`
    })
}

function checkReserved(value: unknown): readonly Refusal[] {
  const path = 'reservedConcurrentExecutions'
  if (typeof value !== 'number') return [createTypeRefusal('2.3', path, value, 'a number')]
  if (!Number.isInteger(value)) return [createModelRefusal('2.3', path, String(value), 'Member must be an integer')]
  return value >= 0
    ? []
    : [createModelRefusal('2.3', path, String(value), 'Member must have value greater than or equal to 0')]
}
