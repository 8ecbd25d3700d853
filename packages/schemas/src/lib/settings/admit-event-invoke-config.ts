import type { FunctionReference } from '../reference/function-reference.ts'
import { createModelRefusal, createRefusal, mustMatch, mustNotExceed, type Refusal } from '../reference/refusal.ts'
import { readTarget } from '../target/read-target.ts'
import { destinationRefusal, inOrderOfPut, type TargetRefusal } from '../target/refusals.ts'
import { destinationPattern, maxDestinationLength } from '../target/target-patterns.ts'
import { orderConfigTests } from './admission-order.ts'
import { eventInvokeBounds } from './event-invoke-config.ts'
import type { EventInvokeConfigRequest } from './event-invoke-config-request.ts'

const destinationSyntax = new RegExp(`^(?:${destinationPattern})$`)

/** The two sides of a request with the ARN that was asked for; an empty text clears a side and has nothing to check. */
function destinationsOf({ DestinationConfig }: EventInvokeConfigRequest) {
  const { OnSuccess, OnFailure } = DestinationConfig ?? {}
  return [
    { use: 'OnSuccess', path: 'destinationConfig.onSuccess.destination', arn: textOf(OnSuccess?.Destination) },
    { use: 'OnFailure', path: 'destinationConfig.onFailure.destination', arn: textOf(OnFailure?.Destination) },
  ] as const
}

function textOf(destination: unknown): string {
  return typeof destination === 'string' ? destination : ''
}

/** Ranges, lengths and patterns of the service's model (CFG-14d, CFG-14e): all violations, not only the first. */
export function checkEventInvokeConfigModel(request: EventInvokeConfigRequest): readonly Refusal[] {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = request
  const refusals: Refusal[] = [
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
  value: number | null | undefined,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): readonly Refusal[] {
  if (typeof value !== 'number' || (value >= minimum && value <= maximum)) return []
  const bound = value < minimum ? `greater than or equal to ${minimum}` : `less than or equal to ${maximum}`
  return [createModelRefusal('CFG-14e', path, String(value), `Member must have value ${bound}`)]
}

/** Put and Update need at least one setting; a side object counts as one, even an empty one (CFG-9). */
export function checkNotEmpty(request: EventInvokeConfigRequest): readonly Refusal[] {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = request
  const settings = [
    MaximumRetryAttempts,
    MaximumEventAgeInSeconds,
    DestinationConfig?.OnSuccess,
    DestinationConfig?.OnFailure,
  ]
  if (settings.some((setting) => setting !== undefined && setting !== null)) return []
  const message = 'You must specify at least one of error handling or destination setting.'
  return [createRefusal('CFG-9', 'InvalidParameterValueException', 'destinationConfig', '', message)]
}

/**
 * What can be said of the destinations without asking another service: the service, the use, the function as its own
 * destination, FIFO queues and topics, partner event buses, the form of the resource, and, where the function's region is
 * known, another region (CFG-14a to CFG-14c, CFG-14g, U-14). Existence and permission are AWS's to say.
 *
 * `owner` is the function that the settings belong to. What it leaves open (region, account) contradicts nothing, so a
 * bare name is taken to be the function of that name in the destination's account; name it by ARN where it is not.
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

/** Every rule of the settings that needs no service, in the order in which the service would test them (CFG-20, CFG-23). */
export function checkEventInvokeConfig(
  request: EventInvokeConfigRequest,
  owner: FunctionReference,
): readonly (Refusal | TargetRefusal)[] {
  return orderConfigTests<readonly (Refusal | TargetRefusal)[]>({
    model: checkEventInvokeConfigModel(request),
    specified: checkNotEmpty(request),
    destinations: checkDestinations(request, owner),
  }).flat()
}

/** The server-side object as the service's message prints it (CFG-14c). */
function printed(request: EventInvokeConfigRequest): string {
  const [success, failure] = destinationsOf(request).map(({ arn }) => arn)
  const onSuccess = success ? `OnSuccess(destination=${success})` : 'null'
  const onFailure = failure ? `OnFailure(destination=${failure})` : 'null'
  return `DestinationConfig(onSuccess=${onSuccess}, onFailure=${onFailure})`
}
