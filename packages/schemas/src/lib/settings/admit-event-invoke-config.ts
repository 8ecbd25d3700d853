import { mustMatch } from '../reference/admit-function-reference.ts'
import { parseArn } from '../reference/arn.ts'
import { type FunctionReference, parseFunctionReference } from '../reference/function-reference.ts'
import { modelRefusal, type Refusal, refusal } from '../reference/refusal.ts'
import { inServiceOrder } from './admission-order.ts'
import type { EventInvokeConfigRequest } from './event-invoke-config.ts'

/** The pattern that the service prints when a destination does not satisfy it. */
export const destinationPattern =
  '$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)'

const destinationSyntax = new RegExp(`^(?:${destinationPattern})$`)
const maximumDestinationLength = 350
const services = ['sqs', 'sns', 'lambda', 'events', 's3']

/** The two sides of a request with what was asked of each; an empty text clears and has nothing to check. */
function destinationsOf({ DestinationConfig }: EventInvokeConfigRequest) {
  return [
    { side: 'onSuccess', Destination: DestinationConfig?.OnSuccess?.Destination },
    { side: 'onFailure', Destination: DestinationConfig?.OnFailure?.Destination },
  ] as const
}

/** Ranges, lengths and patterns of the service's model (CFG-14d, CFG-14e): all violations, not only the first. */
export function checkEventInvokeConfigModel(request: EventInvokeConfigRequest): readonly Refusal[] {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } = request
  const refusals: Refusal[] = [
    ...outOfRange('maximumRetryAttempts', retries, 0, 2),
    ...outOfRange('maximumEventAgeInSeconds', age, 60, 21_600),
  ]
  for (const { side, Destination } of destinationsOf(request)) {
    const path = `destinationConfig.${side}.destination`
    if (typeof Destination !== 'string') continue
    if (Destination.length > maximumDestinationLength) {
      const constraint = `Member must have length less than or equal to ${maximumDestinationLength}`
      refusals.push(modelRefusal('CFG-14d', path, Destination, constraint))
    }
    if (!destinationSyntax.test(Destination))
      refusals.push(modelRefusal('CFG-14d', path, Destination, mustMatch(destinationPattern)))
  }
  return refusals
}

function outOfRange(path: string, value: number | null | undefined, least: number, most: number): readonly Refusal[] {
  if (typeof value !== 'number' || (value >= least && value <= most)) return []
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`
  return [modelRefusal('CFG-14e', path, String(value), `Member must have value ${bound}`)]
}

/** Put and Update need at least one setting; a side object counts as one, even an empty one (CFG-9). */
export function checkSomethingSpecified(request: EventInvokeConfigRequest): readonly Refusal[] {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = request
  const settings = [
    MaximumRetryAttempts,
    MaximumEventAgeInSeconds,
    DestinationConfig?.OnSuccess,
    DestinationConfig?.OnFailure,
  ]
  if (settings.some((setting) => setting !== undefined && setting !== null)) return []
  const message = 'You must specify at least one of error handling or destination setting.'
  return [refusal('CFG-9', 'InvalidParameterValueException', 'destinationConfig', '', message)]
}

/**
 * What can be said of the destinations without asking another service: the service itself, the function as its own
 * destination, FIFO queues and topics, partner event buses, and, where the function's region is known, queues, topics
 * and functions of another region (CFG-14a to CFG-14c, CFG-14g, U-14). Existence and permission are AWS's to say.
 *
 * `owner` is the function that the settings belong to. What it leaves open (region, account) contradicts nothing, so a
 * bare name is taken to be the function of that name in the destination's account; name it by ARN where it is not.
 */
export function checkDestinations(request: EventInvokeConfigRequest, owner: FunctionReference): readonly Refusal[] {
  const destinations = destinationsOf(request).filter(
    ({ Destination }) => typeof Destination === 'string' && Destination !== '',
  )
  const refusals: Refusal[] = []
  for (const { side, Destination } of destinations) {
    const arn = Destination as string
    const refuse = (rule: string, message: string): void => {
      const path = `destinationConfig.${side}.destination`
      refusals.push(refusal(rule, 'InvalidParameterValueException', path, arn, message))
    }
    const service = parseArn(arn)?.service ?? ''
    if (!services.includes(service) || (service === 's3' && side === 'onSuccess'))
      refuse('CFG-14c', `The provided destination config ${printed(request)} is invalid.`)
    else if (isSelf(arn, owner)) refuse('CFG-14b', "You can't specify the function as a destination for itself.")
    else if (service === 'sns' && arn.endsWith('.fifo'))
      refuse('CFG-14g', "FIFO-type Amazon SNS topics aren't supported as a destination.")
    else if (isInvalid(arn, owner)) refuse('CFG-14a', `The destination ARN ${arn} is invalid.`)
  }
  // The service tests one rule for both sides before the next (CFG-20); the first refusal is the one it answers with.
  const order = ['CFG-14c', 'CFG-14b', 'CFG-14a', 'CFG-14g']
  return refusals.sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule))
}

/** Every rule of the settings that needs no service, in the order in which the service would test them (CFG-20, CFG-23). */
export function checkEventInvokeConfig(
  request: EventInvokeConfigRequest,
  owner: FunctionReference,
): readonly Refusal[] {
  return inServiceOrder({
    model: checkEventInvokeConfigModel(request),
    specified: checkSomethingSpecified(request),
    destinations: checkDestinations(request, owner),
  }).flat()
}

/** The server-side object as the service's message prints it (CFG-14c). */
function printed(request: EventInvokeConfigRequest): string {
  const [success, failure] = destinationsOf(request).map(({ Destination }) => Destination)
  const onSuccess = success ? `OnSuccess(destination=${success})` : 'null'
  const onFailure = failure ? `OnFailure(destination=${failure})` : 'null'
  return `DestinationConfig(onSuccess=${onSuccess}, onFailure=${onFailure})`
}

/** The function is compared, not the qualifier (CFG-19, U-11). */
function isSelf(arn: string, owner: FunctionReference): boolean {
  if (!arn.includes(':lambda:')) return false
  const target = parseFunctionReference(arn)
  if (target === undefined || target.functionName !== owner.functionName) return false
  return agrees(target.region, owner.region) && agrees(target.accountId, owner.accountId)
}

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

function isInvalid(arn: string, owner: FunctionReference): boolean {
  const parsed = parseArn(arn)
  if (parsed === undefined) return true
  const { service, region, resource } = parsed
  if (service === 'sqs' && resource.endsWith('.fifo')) return true
  if (service === 'events') return !/^event-bus\/(?!aws\.partner\/)./.test(resource)
  if (service === 'lambda' && parseFunctionReference(arn) === undefined) return true
  return service !== 's3' && !agrees(region, owner.region)
}
