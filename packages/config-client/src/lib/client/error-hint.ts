import { targets } from '@async-invoke/schemas'

/** What is known about an error of the service, as far as its name and sentence tell. */
export interface ErrorHint {
  readonly kind:
    | 'execution-role-permission'
    | 'caller-permission'
    | 'role-not-assumable'
    | 'destination-not-found'
    | 'no-settings-stored'
    | 'changed-meanwhile'
  /** The IAM action that is missing, where one is: `sqs:SendMessage`. */
  readonly action?: string
  /** The ARN, or what the service calls it, on which the action is missing. */
  readonly resource?: string
  /** What to do, in a sentence. */
  readonly remedy: string
  /** A role, policy or target made seconds ago is not seen everywhere at once: the same call may pass a little later (CFG-18). */
  readonly mayPassWithTime: boolean
}

/** The service names the API call; IAM has the service's prefix before it. */
const actionOfCall = new Map(
  Object.values(targets)
    .flatMap(({ sendAction, configureActions }) => [sendAction, ...configureActions])
    .map((action) => [action.split(':')[1], action]),
)

/**
 * The hint for an error, by the sentences that the service is known to use (CFG-12, CFG-14a, CFG-14f, CFG-15, FNC-3,
 * U-10); `undefined` for one that explains itself.
 *
 * @example hintFor('InvalidParameterValueException', '… does not have permissions to call Publish on SNS')?.action // 'sns:Publish'
 */
export function hintFor(name: string, message: string): ErrorHint | undefined {
  const call = /does not have permissions to call (?<call>\w+) on (?<resource>\S+)/.exec(message)?.groups
  if (call !== undefined) {
    const action = actionOfCall.get(call.call) ?? `*:${call.call}`
    const remedy = `Allow ${action} to the function's execution role; if it was allowed just now, wait some seconds.`
    return { kind: 'execution-role-permission', action, resource: call.resource ?? '', remedy, mayPassWithTime: true }
  }
  const denied = /not authorized to perform: (?<action>[\w:]+)(?: on resource: (?<resource>\S+))?/.exec(message)?.groups
  if (denied !== undefined) {
    const { action = '', resource } = denied
    const remedy = `Allow ${action} to the identity that makes this call.`
    const on = resource === undefined ? {} : { resource }
    return { kind: 'caller-permission', action, ...on, remedy, mayPassWithTime: false }
  }
  if (/cannot be assumed by Lambda/.test(message)) {
    const remedy = 'Let lambda.amazonaws.com assume the role; if it was made just now, wait some seconds.'
    return { kind: 'role-not-assumable', remedy, mayPassWithTime: true }
  }
  const missing = /^The destination ARN (?<resource>\S+) is invalid/.exec(message)?.groups
  if (missing !== undefined) {
    const remedy =
      'Look whether the destination exists in this account and region; one made just now may need some seconds.'
    return { kind: 'destination-not-found', resource: missing.resource ?? '', remedy, mayPassWithTime: true }
  }
  if (/doesn't have an EventInvokeConfig/.test(message)) {
    const remedy = 'Put settings first, or look at the qualifier: those of $LATEST do not apply to a version or alias.'
    return { kind: 'no-settings-stored', remedy, mayPassWithTime: false }
  }
  if (name === 'PreconditionFailedException') {
    const remedy = 'Read the function again: somebody has changed it since it was read.'
    return { kind: 'changed-meanwhile', remedy, mayPassWithTime: false }
  }
  return undefined
}
