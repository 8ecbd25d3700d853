import type { DesiredSettings, DesiredSide } from '@async-invoke/schemas'
import type { Resolve } from './intrinsics.ts'
import { type JsonObject, objectOf, type ReadingBuilder } from './template-reading.ts'

/** A resource that is being read: where problems are told, and how its values become texts. */
export interface Reading {
  readonly resource: string
  readonly resolve: Resolve
  readonly builder: ReadingBuilder
}

/** The text of a member; `undefined` after a problem was told. */
export function textOf({ resource, resolve, builder }: Reading, member: string, value: unknown): string | undefined {
  const resolved = resolve(value)
  if ('text' in resolved) return resolved.text
  builder.problem({ resource, member, reason: resolved.reason })
  return undefined
}

/** The four settings as CloudFormation and SAM spell them; `undefined` when one could not be read. */
export function settingsOf(reading: Reading, properties: JsonObject): DesiredSettings | undefined {
  const settings: DesiredSettings = {}
  let complete = true
  for (const member of ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const) {
    if (properties[member] === undefined) continue
    const number = Number(textOf(reading, member, properties[member]) ?? Number.NaN)
    if (Number.isNaN(number)) complete = false
    else settings[member] = number
  }
  const declared = objectOf(properties.DestinationConfig)
  const sides: { OnSuccess?: DesiredSide; OnFailure?: DesiredSide } = {}
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    if (declared[side] === undefined) continue
    const { Destination, Type } = objectOf(declared[side])
    // SAM makes a queue or topic of its own where a type stands without a destination.
    const made = Destination === undefined && (Type === 'SQS' || Type === 'SNS')
    if (Destination === undefined && !made) continue
    const member = `DestinationConfig.${side}.Destination`
    if (made) {
      const reason = `SAM makes the ${Type} target and chooses its name`
      reading.builder.problem({ resource: reading.resource, member, reason })
    }
    const arn = made ? undefined : textOf(reading, member, Destination)
    if (arn === undefined) complete = false
    else sides[side] = { Destination: arn }
  }
  if (Object.keys(sides).length > 0) settings.DestinationConfig = sides
  return complete ? settings : undefined
}
