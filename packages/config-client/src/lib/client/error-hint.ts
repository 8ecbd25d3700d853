import { targets } from '@async-invoke/schemas'

/** The meaning of a service error, derived from its name and message. */
export interface ErrorHint {
  readonly kind:
    | 'execution-role-permission'
    | 'caller-permission'
    | 'role-not-assumable'
    | 'destination-not-found'
    | 'no-settings-stored'
    | 'changed-meanwhile'
  /** The missing IAM action, for the two permission kinds: `sqs:SendMessage`. */
  readonly action?: string
  /** The resource that the action is missing on, or the destination not found: an ARN, or the service's name for it. */
  readonly resource?: string
  /** What to do about it, for people. */
  readonly remedy: string
  /**
   * True if the same call may succeed seconds later: new roles, policies and targets take time to propagate (CFG-18).
   */
  readonly mayPassWithTime: boolean
}

/** IAM actions by API call: the service's messages name only the call, without the IAM prefix. */
const actionOfCall = new Map(
  Object.values(targets)
    .flatMap(({ sendAction, configureActions }) => [sendAction, ...configureActions])
    .map((action) => [action.split(':')[1], action]),
)

/**
 * Recognises the messages that the service is known to send (CFG-12, CFG-14a, CFG-14f, CFG-15, FNC-3, U-10).
 *
 * @returns `undefined` for an error that explains itself.
 *
 * @example
 * ```ts
 * hintFor('InvalidParameterValueException', '… does not have permissions to call Publish on SNS')?.action // 'sns:Publish'
 * ```
 */
export function hintFor(name: string, message: string): ErrorHint | undefined {
  const call = /does not have permissions to call (?<call>\w+) on (?<resource>\S+)/.exec(message)?.groups
  if (call !== undefined) {
    const action = actionOfCall.get(call.call) ?? `*:${call.call}`
    const remedy = `Allow ${action} in the function's execution role. If you have just allowed it, try again in a few seconds.`
    return { kind: 'execution-role-permission', action, resource: call.resource ?? '', remedy, mayPassWithTime: true }
  }
  const denied = /not authorized to perform: (?<action>[\w:]+)(?: on resource: (?<resource>\S+))?/.exec(message)?.groups
  if (denied !== undefined) {
    const { action = '', resource } = denied
    const remedy = `Allow ${action} for the identity that makes this call.`
    const on = resource === undefined ? {} : { resource }
    return { kind: 'caller-permission', action, ...on, remedy, mayPassWithTime: false }
  }
  if (/cannot be assumed by Lambda/.test(message)) {
    const remedy = 'Let lambda.amazonaws.com assume the role. If you have just created it, try again in a few seconds.'
    return { kind: 'role-not-assumable', remedy, mayPassWithTime: true }
  }
  const missing = /^The destination ARN (?<resource>\S+) is invalid/.exec(message)?.groups
  if (missing !== undefined) {
    const remedy =
      'Check that the destination exists in this account and region. If you have just created it, try again in a few seconds.'
    return { kind: 'destination-not-found', resource: missing.resource ?? '', remedy, mayPassWithTime: true }
  }
  if (/doesn't have an EventInvokeConfig/.test(message)) {
    const remedy =
      'Put settings first, or check the qualifier: settings of $LATEST do not apply to versions or aliases.'
    return { kind: 'no-settings-stored', remedy, mayPassWithTime: false }
  }
  if (name === 'PreconditionFailedException') {
    const remedy = 'Read the function again: it has changed since it was read.'
    return { kind: 'changed-meanwhile', remedy, mayPassWithTime: false }
  }
  return undefined
}
