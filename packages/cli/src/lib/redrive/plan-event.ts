import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { type Outcome, originalEvent } from '@async-invoke/schemas/outcome'

/** The function, or the queue, that an event goes to. */
export type Target = FunctionTarget | QueueTarget

/** A queue that receives payloads as messages. */
export interface QueueTarget {
  readonly queueUrl: string
  readonly region?: string
}

/** A function that is invoked. */
export interface FunctionTarget {
  /** Name or ARN. */
  readonly functionName: string
  readonly qualifier?: string
  /** Region of the ARN, if it is one. */
  readonly region?: string
}

/** What becomes of an outcome: its event is sent, or the reason why not. */
export type EventPlan =
  | {
      readonly send: true
      readonly target: Target
      /** The payload, byte for byte as the caller sent it unless {@link isExact} is false. */
      readonly payload: string
      readonly isExact: boolean
      /** The payload is that of `--edit`. */
      readonly isEdited?: true
      /** Id of the request that failed. */
      readonly requestId?: string
    }
  | {
      readonly send: false
      readonly reason: string
      /** The user has chosen others. */
      readonly isLeftOut?: true
    }

export interface PlanOptions {
  /** Function or queue for every event. */
  readonly to?: Target
  /** Function for dead letters, which do not name theirs. */
  readonly owner?: Target
  /** Also send payloads whose bytes were lost on the way. */
  readonly inexact?: boolean
}

const refuse = (reason: string): EventPlan => ({ send: false, reason })

/** Decides which event to send for an outcome, and to which function. */
export function planEvent(outcome: Outcome, { to, owner, inexact = false }: PlanOptions): EventPlan {
  const { kind } = outcome
  if (kind === 'unrecognised') return refuse('is not recognised')
  if (kind === 'stream-failure' || kind === 'pipe-failure')
    return refuse('is the failure of a stream or a pipe, which carries no payload')
  if (kind === 'rule-dead-letter' || kind === 'schedule-dead-letter') {
    const { TARGET_ARN } = outcome.attributes
    if ('IS_PAYLOAD_TRUNCATED' in outcome.attributes && outcome.attributes.IS_PAYLOAD_TRUNCATED === true)
      return refuse('has a payload that EventBridge has cut')
    const target = to ?? targetOf(TARGET_ARN)
    if (target === undefined) return refuse(`was for ${TARGET_ARN ?? 'an unknown target'}, which is no function`)
    return { send: true, target, payload: outcome.bodyText, isExact: true }
  }
  if (kind === 'invocation-record' && outcome.record.requestContext.condition === 'Success')
    return refuse('ended in success')
  const event = originalEvent(outcome)
  if (event?.text === undefined) return refuse('carries no payload')
  if (!event.isExact && !inexact) return refuse('lost the bytes of its payload on the way; --inexact sends it as JSON')
  const named = kind === 'invocation-record' ? targetOf(outcome.record.requestContext.functionArn) : undefined
  const target = to ?? named ?? owner
  if (target === undefined) return refuse('does not name its function; --to names it')
  const requestId = kind === 'invocation-record' ? outcome.record.requestContext.requestId : idOfLetter(outcome)
  return {
    send: true,
    target,
    payload: event.text,
    isExact: event.isExact,
    ...(requestId !== undefined && { requestId }),
  }
}

/** Reads a target from a name or an ARN; `undefined` if it is no function. */
export function targetOf(nameOrArn: string | undefined): FunctionTarget | undefined {
  const reference = parseFunctionReference(nameOrArn)
  if (nameOrArn === undefined || reference === undefined) return undefined
  const { qualifier, region, functionName } = reference
  const isArn = nameOrArn.startsWith('arn:')
  const name = isArn && qualifier !== undefined ? nameOrArn.slice(0, -qualifier.length - 1) : nameOrArn
  return {
    functionName: isArn ? name : functionName,
    ...(qualifier !== undefined && { qualifier }),
    ...(region !== undefined && { region }),
  }
}

/** A target for people: a name, an ARN or a URL. */
export function nameOfTarget(target: Target): string {
  if ('queueUrl' in target) return target.queueUrl
  return target.qualifier === undefined ? target.functionName : `${target.functionName}:${target.qualifier}`
}

function idOfLetter(outcome: Outcome): string | undefined {
  return outcome.kind === 'dead-letter' ? outcome.attributes.RequestID : undefined
}
