import {
  checkFunctionReference,
  type FunctionReference,
  formatQualifiedFunctionArn,
  formatRefusals,
  parseFunctionReference,
  resolveQualifier,
} from '@async-invoke/schemas/function-reference'
import { EngineError } from '../engine-error.ts'
import type { Resolution } from '../ports.ts'
import type { EnqueueResult } from '../queue/queue-store.ts'

/**
 * Reads a function name, with or without qualifier, or a function ARN, in every form that Lambda takes (INV-5).
 *
 * @throws {@link EngineError} with code `invalid-reference` and Lambda's message
 */
export function readReference(nameOrReference: string): FunctionReference {
  const refusals = checkFunctionReference(nameOrReference, undefined)
  const reference = parseFunctionReference(nameOrReference)
  if (reference === undefined || refusals.length > 0)
    throw new EngineError('invalid-reference', formatRefusals(refusals))
  return reference
}

/**
 * Refuses a function that is missing, or that the reference places in another region or account (2.3).
 *
 * @throws {@link EngineError} with code `function-not-found` and Lambda's message
 */
export function checkTarget(reference: FunctionReference, { functionArn, target }: Resolution): void {
  const home = parseFunctionReference(functionArn)
  const { functionName, qualifier, ...named } = reference
  const { partition, region, accountId } = { ...home, ...named }
  if (home?.region !== undefined && region !== undefined && accountId !== undefined) {
    const arn = formatQualifiedFunctionArn(
      { ...(partition && { partition }), region, accountId },
      functionName,
      qualifier,
    )
    const joined = resolveQualifier(arn, undefined, { region: home.region })
    if ('refusal' in joined) throw notFound(joined.refusal.message)
    if (accountId !== home.accountId || partition !== home.partition) throw notFound(`Function not found: ${arn}`)
  }
  if (target === 'missing') throw notFound(`Function not found: ${functionArn}`)
}

const reasons: Readonly<Record<Exclude<EnqueueResult, 'accepted'>, string>> = {
  duplicate: 'an event with this request id is already in the queue',
  full: 'the queue is full',
  'too-large': 'the event is too large for the store',
  unavailable: 'the store failed',
}

/** Creates the error for an event that the store did not take. */
export function notQueued(requestId: string, result: Exclude<EnqueueResult, 'accepted'>): EngineError {
  return new EngineError(result, `event ${requestId} was not accepted: ${reasons[result]}`)
}

function notFound(message: string): EngineError {
  return new EngineError('function-not-found', message)
}
