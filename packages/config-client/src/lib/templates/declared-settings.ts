import type { DesiredSettings, DesiredSide } from '@async-invoke/schemas'
import type { Resolve } from './intrinsics.ts'
import { type JsonObject, objectOf, type ReadingBuilder } from './template-reading.ts'

/** A resource that is being read, with the resolver of its values and the builder that collects problems. */
export interface Reading {
  readonly resource: string
  readonly resolve: Resolve
  readonly builder: ReadingBuilder
}

/** Resolves a member to a string; reports a problem and returns `undefined` if the template does not determine it. */
export function stringOf({ resource, resolve, builder }: Reading, member: string, value: unknown): string | undefined {
  const resolved = resolve(value)
  if ('value' in resolved) return resolved.value
  builder.problem({ resource, member, reason: resolved.reason })
  return undefined
}

/** Reads the four settings, which CloudFormation and SAM spell alike; `undefined` if one of them cannot be read. */
export function settingsOf(reading: Reading, properties: JsonObject): DesiredSettings | undefined {
  const settings: DesiredSettings = {}
  let complete = true
  for (const member of ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const) {
    if (properties[member] === undefined) continue
    const number = Number(stringOf(reading, member, properties[member]) ?? Number.NaN)
    if (Number.isNaN(number)) complete = false
    else settings[member] = number
  }
  const declared = objectOf(properties.DestinationConfig)
  const sides: { OnSuccess?: DesiredSide; OnFailure?: DesiredSide } = {}
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    if (declared[side] === undefined) continue
    const { Destination, Type } = objectOf(declared[side])
    // For a type without a destination SAM creates the queue or topic.
    const created = Destination === undefined && (Type === 'SQS' || Type === 'SNS')
    if (Destination === undefined && !created) continue
    const member = `DestinationConfig.${side}.Destination`
    if (created) {
      const reason = `SAM creates the ${Type} target and generates its name`
      reading.builder.problem({ resource: reading.resource, member, reason })
    }
    const arn = created ? undefined : stringOf(reading, member, Destination)
    if (arn === undefined) complete = false
    else sides[side] = { Destination: arn }
  }
  if (Object.keys(sides).length > 0) settings.DestinationConfig = sides
  return complete ? settings : undefined
}
