import { findNearestName } from '@async-invoke/schemas/internal'
import { ownNameOf, type Reading, reported } from './declared-settings.ts'
import type { JsonObject } from './evaluate/template-document.ts'

/** Members of functions that hold asynchronous settings, in CloudFormation and in SAM. */
const settingsOfFunctions = ['DeadLetterConfig', 'DeadLetterQueue', 'EventInvokeConfig'] as const

/**
 * Reports settings of a function that its deployment refuses or ignores: under a name that the type of resource does not
 * have (CFG-25), or beside `Properties`, where SAM reads nothing. They are wanted, so they count as unknown.
 */
export function reportMisplacedSettings(
  reading: Reading,
  definition: JsonObject,
  properties: JsonObject,
  known: readonly string[],
): void {
  for (const member of Object.keys(properties)) {
    const nearest = known.includes(member) ? undefined : nearestSetting(member, known)
    if (nearest !== undefined) report(reading, nearest, member, `no such member; did you mean ${nearest}?`)
  }
  for (const member of Object.keys(definition)) {
    if (settingsOfFunctions.some((each) => each === member))
      report(reading, member, member, 'it stands beside Properties, where it has no effect')
  }
}

/** The setting of a function that a member looks like. */
export function nearestSetting(member: string, known: readonly string[]): string | undefined {
  if (member === 'DeadLetterConfig' || member === 'DeadLetterQueue')
    return known.find((each) => each.startsWith('DeadLetter'))
  return member === 'EventInvokeConfig' ? 'AWS::Lambda::EventInvokeConfig' : findNearestName(member, known)
}

function report(reading: Reading, setting: string, member: string, reason: string): void {
  const unknown = reported<never>(reading, member, { reason })
  const { resource, builder } = reading
  const declared = { resource, functionName: ownNameOf(reading), settings: unknown }
  if (setting.startsWith('DeadLetter')) builder.deadLetter(declared)
  else builder.settings({ ...declared, qualifier: unknown })
}
