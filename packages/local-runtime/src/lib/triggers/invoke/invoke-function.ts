import type { AcceptResult, AsyncEvent } from '@async-invoke/engine'
import { toInvokedReference } from '@async-invoke/engine/internal'
import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { type AccessContext, decideAccess } from '@async-invoke/schemas/policy'
import { newRequestId } from '../../ids/request-id.ts'
import { attachmentOf } from '../../registry/attachments.ts'
import { findLack } from '../../registry/needed-by-calls.ts'
import type { Registry } from '../../registry/registry.ts'

/** Who invokes a function: a service for one of its resources, or a role. */
export type Caller =
  | { readonly service: string; readonly sourceArn: string; readonly sourceAccount: string }
  | { readonly roleArn: string; readonly mayInvoke: (functionArn: string) => Promise<boolean> }

export interface Invocation {
  /** ARN of the function, with its qualifier if there is one. */
  readonly functionArn: string
  readonly payload: Uint8Array
  readonly caller: Caller
}

/** How an invocation by a trigger began: as an event of the queue, or not at all. */
export type Begun =
  | { readonly requestId: string }
  /** `code` as EventBridge names it in its dead letters. */
  | { readonly code: 'NO_PERMISSIONS' | 'NO_RESOURCE' | 'INVALID_PARAMETER' | 'THROTTLING'; readonly message: string }

export type InvokeByTrigger = (invocation: Invocation) => Promise<Begun>

export interface InvokeDependencies {
  readonly registry: Registry
  /** Queues an event in this runtime. */
  readonly accept: (event: AsyncEvent) => Promise<AcceptResult>
}

/**
 * Creates what triggers invoke functions by: an Event invoke, if the policy of the function allows it to the service
 * (EVB-5), or the policies of the role do.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function createInvokeByTrigger({ registry, accept }: InvokeDependencies): InvokeByTrigger {
  return async ({ functionArn, payload, caller }) => {
    const reference = parseFunctionReference(functionArn)
    const resolution = reference && registry.resolve(reference)
    // A caller without permission does not learn whether there is a function.
    if (!(await isAllowed(functionArn, caller, registry))) {
      const who = 'service' in caller ? caller.service : caller.roleArn
      return { code: 'NO_PERMISSIONS', message: notAuthorized(who, functionArn, 'service' in caller) }
    }
    if (reference === undefined || resolution?.executable === undefined)
      return { code: 'NO_RESOURCE', message: `Function not found: ${functionArn}` }
    const lack = findLack(resolution.executable.settings, reference)
    if (lack !== undefined) return { code: 'INVALID_PARAMETER', message: lack }
    const requestId = newRequestId()
    const { functionArn: resolved } = resolution
    const event = { requestId, reference: toInvokedReference(reference), functionArn: resolved, payload }
    const result = await accept(event)
    return result === 'accepted' ? { requestId } : { code: 'THROTTLING', message: `the queue answered ${result}` }
  }
}

function notAuthorized(who: string, functionArn: string, isService: boolean): string {
  const policy = isService ? 'resource-based' : 'identity-based'
  return `User: ${who} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} because no ${policy} policy allows the lambda:InvokeFunction action`
}

async function isAllowed(functionArn: string, caller: Caller, registry: Registry): Promise<boolean> {
  return 'service' in caller ? mayServiceInvoke(functionArn, caller, registry) : caller.mayInvoke(functionArn)
}

/** Decides by the policy of exactly the function, version or alias that is invoked (FNC-25). */
function mayServiceInvoke(
  functionArn: string,
  { service, sourceArn, sourceAccount }: Extract<Caller, { service: string }>,
  registry: Registry,
): boolean {
  const reference = parseFunctionReference(functionArn)
  const record = reference && registry.get(reference)
  if (reference === undefined || record === undefined) return false
  const { policy = [] } = attachmentOf(record, reference.qualifier)
  const statements = policy
    .filter(({ Principal }) => Principal === '*' || ('Service' in Principal && Principal.Service === service))
    .map(({ Principal: _, ...statement }) => statement)
  const context: AccessContext = {
    'aws:SourceArn': sourceArn,
    'aws:SourceAccount': sourceAccount,
    'lambda:EventSourceToken': null,
    'lambda:FunctionUrlAuthType': null,
  }
  const request = { action: 'lambda:InvokeFunction', resource: functionArn, context }
  return decideAccess([{ Statement: statements }], request) === 'allowed'
}
