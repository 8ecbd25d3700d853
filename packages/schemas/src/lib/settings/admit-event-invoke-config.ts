import { isReadableList, readableMember } from '../document/own-member.ts'
import type { FunctionReference } from '../reference/function-reference.ts'
import {
  createModelRefusal,
  createRefusal,
  createTypeRefusal,
  mustMatch,
  mustNotExceed,
  type Refusal,
} from '../reference/refusal.ts'
import { readTarget } from '../target/read-target.ts'
import { destinationRefusal, inOrderOfPut, type TargetRefusal } from '../target/refusals.ts'
import { destinationPattern, maxDestinationLength } from '../target/target-patterns.ts'
import { orderConfigTests } from './admission-order.ts'
import { eventInvokeBounds } from './event-invoke-config.ts'
import type { EventInvokeConfigRequest } from './event-invoke-config-request.ts'

const destinationSyntax = new RegExp(`^(?:${destinationPattern})$`)

const sides = [
  { use: 'OnSuccess', path: 'destinationConfig.onSuccess' },
  { use: 'OnFailure', path: 'destinationConfig.onFailure' },
] as const

/** Both sides of a request with their ARN; empty if the side is unset or cleared, which leaves nothing to check. */
function destinationsOf(request: unknown) {
  const config = readableMember(request, 'DestinationConfig')
  return sides.map(({ use, path }) => {
    const arn = readableMember(readableMember(config, use), 'Destination')
    return { use, path: `${path}.destination`, arn: typeof arn === 'string' ? arn : '' }
  })
}

/** Refuses members of the wrong type by name. Callers without types may pass anything. */
function mistyped(request: unknown): readonly Refusal[] {
  const config = readableMember(request, 'DestinationConfig')
  const members = [
    { rule: 'CFG-14e', path: 'eventInvokeConfig', value: request, type: 'an object' },
    ...Object.keys(eventInvokeBounds).map((name) => {
      const path = name.charAt(0).toLowerCase() + name.slice(1)
      return { rule: 'CFG-14e', path, value: readableMember(request, name), type: 'a number' } as const
    }),
    { rule: 'CFG-14d', path: 'destinationConfig', value: config, type: 'an object' },
    ...sides.flatMap(({ use, path }) => {
      const side = readableMember(config, use)
      const destination = readableMember(side, 'Destination')
      return [
        { rule: 'CFG-14d', path, value: side, type: 'an object' },
        { rule: 'CFG-14d', path: `${path}.destination`, value: destination, type: 'a string' },
      ] as const
    }),
  ] as const
  return members.flatMap(({ rule, path, value, type }) =>
    value === undefined || value === null || typeOf(value) === type ? [] : [createTypeRefusal(rule, path, value, type)],
  )
}

function typeOf(value: unknown): string {
  if (isReadableList(value)) return 'a list'
  return `a${typeof value === 'object' ? 'n' : ''} ${typeof value}`
}

/**
 * Checks ranges, lengths and patterns of Lambda's model (CFG-14d, CFG-14e). Returns every violation, not only the
 * first.
 */
export function checkEventInvokeConfigModel(request: EventInvokeConfigRequest): readonly Refusal[] {
  const retries = readableMember(request, 'MaximumRetryAttempts')
  const age = readableMember(request, 'MaximumEventAgeInSeconds')
  const refusals: Refusal[] = [
    ...mistyped(request),
    ...outOfRange('maximumRetryAttempts', retries, eventInvokeBounds.MaximumRetryAttempts),
    ...outOfRange('maximumEventAgeInSeconds', age, eventInvokeBounds.MaximumEventAgeInSeconds),
  ]
  for (const { path, arn } of destinationsOf(request)) {
    if (arn.length > maxDestinationLength)
      refusals.push(createModelRefusal('CFG-14d', path, arn, mustNotExceed(maxDestinationLength)))
    if (!destinationSyntax.test(arn))
      refusals.push(createModelRefusal('CFG-14d', path, arn, mustMatch(destinationPattern)))
  }
  return refusals
}

function outOfRange(
  path: string,
  value: unknown,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): readonly Refusal[] {
  if (typeof value !== 'number' || (value >= minimum && value <= maximum)) return []
  const bound = value < minimum ? `greater than or equal to ${minimum}` : `less than or equal to ${maximum}`
  return [createModelRefusal('CFG-14e', path, String(value), `Member must have value ${bound}`)]
}

/** Refuses fractions, which the service's model does not have. The message is ours: no recording shows the service's. */
function checkWholeNumbers(request: EventInvokeConfigRequest): readonly Refusal[] {
  return Object.keys(eventInvokeBounds).flatMap((name) => {
    const value = readableMember(request, name)
    if (typeof value !== 'number' || Number.isInteger(value)) return []
    const path = name.charAt(0).toLowerCase() + name.slice(1)
    const message = `Value '${value}' at '${path}' must be an integer`
    return [createRefusal('CFG-14e', 'ValidationException', path, String(value), message)]
  })
}

/** Checks that a request has at least one setting; a side object counts as one, even if it is empty (CFG-9). */
export function checkNotEmpty(request: EventInvokeConfigRequest): readonly Refusal[] {
  const config = readableMember(request, 'DestinationConfig')
  const settings = [
    ...Object.keys(eventInvokeBounds).map((name) => readableMember(request, name)),
    ...sides.map(({ use }) => readableMember(config, use)),
  ]
  if (settings.some((setting) => setting !== undefined && setting !== null)) return []
  const message = 'You must specify at least one of error handling or destination setting.'
  return [createRefusal('CFG-9', 'InvalidParameterValueException', 'destinationConfig', '', message)]
}

/**
 * Checks the destinations of a request as far as that is possible without a call to AWS: the service, the use, the
 * function as its own destination, FIFO queues and topics, partner event buses, the form of the resource, and the
 * region (CFG-14a to CFG-14c, CFG-14g, U-14). Whether a destination exists, and whether the execution role may send to
 * it, only AWS can tell.
 *
 * @param owner - the function that the settings belong to. Without a region or an account, a bare name is taken to be
 * the function of that name in the destination's region and account, so pass the parts of its ARN if you know them.
 * @returns what Lambda would refuse, first what it would answer with; empty if the destinations pass.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export function checkDestinations(
  request: EventInvokeConfigRequest,
  owner: FunctionReference,
): readonly TargetRefusal[] {
  const refusals = destinationsOf(request).flatMap((destination) => {
    const { arn, use } = destination
    const target = arn === '' ? undefined : readTarget(arn, { owner, use })
    return target !== undefined && 'reason' in target ? [destinationRefusal(destination, target, printed(request))] : []
  })
  return inOrderOfPut(refusals)
}

/**
 * Checks a Put or Update against every rule that does not need a call to AWS, in the order of the service (CFG-20,
 * CFG-23). A member of the wrong type, or a fraction, is refused by name, in our words. Never throws.
 *
 * @param owner - the function that the settings belong to; see {@link checkDestinations}
 * @returns what Lambda would refuse; empty if the request passes. `formatRefusals` formats them as the service's
 * message.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 * @example
 * ```ts
 * const [refusal] = checkEventInvokeConfig({ MaximumRetryAttempts: 3 }, { functionName: 'orders' })
 * refusal?.rule // 'CFG-14e'
 * ```
 */
export function checkEventInvokeConfig(
  request: EventInvokeConfigRequest,
  owner: FunctionReference,
): readonly (Refusal | TargetRefusal)[] {
  const fractions = checkWholeNumbers(request)
  // A fraction is one violation, in range or not.
  const others = checkEventInvokeConfigModel(request).filter(({ path }) =>
    fractions.every((each) => each.path !== path),
  )
  return orderConfigTests<readonly (Refusal | TargetRefusal)[]>({
    model: [...fractions, ...others],
    specified: checkNotEmpty(request),
    destinations: checkDestinations(request, owner),
  }).flat()
}

/** The `DestinationConfig` as the service prints it in its message (CFG-14c). */
function printed(request: EventInvokeConfigRequest): string {
  const [success, failure] = destinationsOf(request).map(({ arn }) => arn)
  const onSuccess = success ? `OnSuccess(destination=${success})` : 'null'
  const onFailure = failure ? `OnFailure(destination=${failure})` : 'null'
  return `DestinationConfig(onSuccess=${onSuccess}, onFailure=${onFailure})`
}
