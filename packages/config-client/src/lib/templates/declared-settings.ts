import { type DesiredSettings, type DesiredSide, parseFunctionReference } from '@async-invoke/schemas'
import { findNearestName } from '@async-invoke/schemas/internal'
import type { Evaluator } from './evaluate/evaluate.ts'
import { all, andThen, type Evaluated, integerOf, kindOf, shortened, textOf } from './evaluate/evaluated.ts'
import { isObject, type JsonObject } from './evaluate/template-document.ts'
import type { ReadingBuilder } from './template-reading.ts'

/** A resource that is being read, with the evaluator of its values and the builder that collects problems. */
export interface Reading {
  readonly resource: string
  readonly evaluator: Evaluator
  readonly builder: ReadingBuilder
  /** Whether the resource's condition holds; a resource that is not created is not read. */
  readonly isCreated: Evaluated<boolean>
}

/** Reports a problem if a member is not determined; its reason then names the member. */
export function reported<T>({ resource, builder }: Reading, member: string, evaluated: Evaluated<T>): Evaluated<T> {
  if ('value' in evaluated) return evaluated
  builder.problem({ resource, member, reason: evaluated.reason })
  return { reason: `${member}: ${evaluated.reason}` }
}

/** Reports a problem if a resource with settings has an undecided condition. */
export function reportedCreation(reading: Reading): Evaluated<boolean> {
  return reported(reading, 'Condition', reading.isCreated)
}

/** Evaluates a member to a string; `undefined` if it is absent. */
export function stringOf(reading: Reading, member: string, value: unknown): Evaluated<string | undefined> {
  const text = andThen(reading.evaluator.evaluate(value), textOf)
  return reported(reading, member, andThen(text, withoutLostTag))
}

/** Evaluates a member to a string that must be there. */
export function requiredStringOf(reading: Reading, member: string, value: unknown): Evaluated<string> {
  return andThen(stringOf(reading, member, value), (text) =>
    text === undefined ? reported(reading, member, { reason: 'no value' }) : { value: text },
  )
}

/**
 * Evaluates a member to the ARN of a target, or to an empty string, which CloudFormation takes for none. A logical id in
 * its place is a `!Ref` or `!GetAtt` without its tag.
 */
export function targetOf(reading: Reading, member: string, value: unknown): Evaluated<string | undefined> {
  return andThen(stringOf(reading, member, value), (text) =>
    text !== undefined && reading.evaluator.isResource(text)
      ? reported(reading, member, { reason: `${shortened(text)} is a logical id, not an ARN` })
      : { value: text },
  )
}

/** Evaluates a member to the name or ARN of a function. */
export function functionNameOf(reading: Reading, member: string, value: unknown): Evaluated<string> {
  return andThen(requiredStringOf(reading, member, value), (name) => reported(reading, member, asFunctionName(name)))
}

/** The name of the function that the resource declares. */
export function ownNameOf({ evaluator, resource }: Pick<Reading, 'evaluator' | 'resource'>): Evaluated<string> {
  return andThen(evaluator.names.name(resource), asFunctionName)
}

function asFunctionName(name: string): Evaluated<string> {
  return parseFunctionReference(name) === undefined
    ? { reason: `${shortened(name)} is not the name of a function` }
    : { value: name }
}

/** Refuses the text of an intrinsic function whose tag was lost, as by parsers of YAML that do not know `!GetAtt`. */
function withoutLostTag(text: string | undefined): Evaluated<string | undefined> {
  if (text !== undefined && /\$\{[^{}]+\}/.test(text))
    return { reason: `${shortened(text)} has a placeholder outside Fn::Sub` }
  return text !== undefined && lostGetAtt.test(text)
    ? { reason: `${shortened(text)} is the text of Fn::GetAtt without its tag` }
    : { value: text }
}

const lostGetAtt = /^[A-Za-z0-9]+\.(?:Arn|TopicArn|QueueArn|QueueName|TopicName|AliasArn|Version)$/

/**
 * Evaluates a member to a map; `undefined` if it is absent. Members of the map may still be intrinsic functions.
 */
export function mapOf(reading: Reading, member: string, value: unknown): Evaluated<JsonObject | undefined> {
  const map = andThen(reading.evaluator.evaluate(value), (head): Evaluated<JsonObject | undefined> => {
    if (head === undefined || isObject(head)) return { value: head }
    return { reason: `${kindOf(head)} instead of a map` }
  })
  return reported(reading, member, map)
}

/** Reports the members of a map that do not exist, with the nearest name (CFG-25). */
export function checkMembers(
  reading: Reading,
  path: string,
  map: JsonObject | undefined,
  known: readonly string[],
): Evaluated<JsonObject | undefined> {
  const unknown = Object.keys(map ?? {}).filter((member) => !known.includes(member))
  const [first] = unknown.map((member) => {
    const nearest = findNearestName(member, known)
    const hint = nearest === undefined ? `the members are ${known.join(', ')}` : `did you mean ${nearest}?`
    return reported<never>(reading, path === '' ? member : `${path}.${member}`, { reason: `no such member; ${hint}` })
  })
  return first ?? { value: map }
}

/** True unless a value is known to be absent. */
export function isDeclared<T>(evaluated: Evaluated<T | undefined>): evaluated is Evaluated<T> {
  return 'reason' in evaluated || evaluated.value !== undefined
}

/**
 * Reads the four settings, which CloudFormation and SAM spell alike. If one of them is not determined, none is: a plan
 * would unset it.
 *
 * @param generated - the ARN of the queue or topic that SAM generates for a type without a destination
 */
export function settingsOf(
  reading: Reading,
  properties: JsonObject,
  generated?: (side: Side, type: 'SQS' | 'SNS') => Evaluated<string>,
): Evaluated<DesiredSettings> {
  const numbers = (['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'] as const).map((member) =>
    andThen(
      reported(reading, member, andThen(reading.evaluator.evaluate(properties[member]), integerOf)),
      (number): Evaluated<DesiredSettings> => ({ value: number === undefined ? {} : { [member]: number } }),
    ),
  )
  const config = andThen(mapOf(reading, 'DestinationConfig', properties.DestinationConfig), (map) =>
    checkMembers(reading, 'DestinationConfig', map, sides),
  )
  const destinations = andThen(config, (declared) =>
    andThen(
      all(sides.map((side) => sideOf(reading, side, declared?.[side], generated))),
      (read): Evaluated<DesiredSettings> => {
        const DestinationConfig = Object.assign({}, ...read)
        return { value: Object.keys(DestinationConfig).length > 0 ? { DestinationConfig } : {} }
      },
    ),
  )
  return andThen(all([...numbers, destinations]), (read) => ({ value: Object.assign({}, ...read) }))
}

/** The members that {@link settingsOf} reads. */
export const settingsMembers = ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'] as const

type Side = 'OnSuccess' | 'OnFailure'
const sides: readonly Side[] = ['OnSuccess', 'OnFailure']

function sideOf(
  reading: Reading,
  side: Side,
  declared: unknown,
  generated: Parameters<typeof settingsOf>[2],
): Evaluated<{ readonly [side: string]: DesiredSide }> {
  const path = `DestinationConfig.${side}`
  const members = generated === undefined ? ['Destination'] : ['Destination', 'Type']
  const config = andThen(mapOf(reading, path, declared), (map) => checkMembers(reading, path, map, members))
  const typed = generated === undefined ? config : andThen(config, (map) => withType(reading, path, map))
  return andThen(typed, (map) =>
    andThen(targetOf(reading, `${path}.Destination`, map?.Destination), (arn) => {
      if (arn === '') return { value: {} }
      if (arn !== undefined) return { value: { [side]: { Destination: arn } } }
      if (generated === undefined || map?.Type === undefined) return { value: {} }
      return andThen(stringOf(reading, `${path}.Type`, map.Type), (type) =>
        type === 'SQS' || type === 'SNS'
          ? andThen(reported(reading, `${path}.Destination`, generated(side, type)), (created) => ({
              value: { [side]: { Destination: created } },
            }))
          : reported(reading, `${path}.Destination`, { reason: `the type ${type} needs a destination` }),
      )
    }),
  )
}

const samTypes: readonly string[] = ['SQS', 'SNS', 'EventBridge', 'Lambda', 'S3Bucket']

/** SAM refuses a destination of another type. */
function withType(reading: Reading, path: string, map: JsonObject | undefined): Evaluated<JsonObject | undefined> {
  return andThen(stringOf(reading, `${path}.Type`, map?.Type), (type) =>
    type === undefined || samTypes.includes(type)
      ? { value: map }
      : reported(reading, `${path}.Type`, { reason: `${shortened(type)} is not one of ${samTypes.join(', ')}` }),
  )
}
