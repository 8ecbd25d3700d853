import {
  checkFunctionReference,
  type FunctionReference,
  formatQualifiedFunctionArn,
  formatRefusals,
  parseFunctionReference,
  resolveQualifier,
} from '@async-invoke/schemas/function-reference'
import { EngineError } from '../engine-error.ts'
import type { AcceptResult } from '../loop/engine-options.ts'
import type { Resolution } from '../ports.ts'
import { type Members, shown } from './members.ts'

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
    const joined = resolveQualifier(arn, undefined, { ...home, region: home.region })
    if ('refusal' in joined) throw notFound(joined.refusal.message)
    if (accountId !== home.accountId) throw notFound(`Function not found: ${arn}`)
  }
  if (target === 'missing' || target === 'missingAlias') throw notFound(`Function not found: ${functionArn}`)
}

/** Returns the error about an event whose members are of the wrong type; the payload has a check of its own. */
export function eventProblem(event: unknown): EngineError | undefined {
  if (!isObject(event)) return invalidEvent(`event is ${shown(event)}, neither an object nor a function name`)
  if (event.requestId === undefined) return invalidEvent('requestId is missing')
  return memberProblem(event) ?? referenceProblem(event.reference)
}

/**
 * Checks the options of `accept` by name.
 *
 * @throws {@link EngineError} with code `invalid-event`
 */
export function checkAcceptOptions(options: unknown): void {
  const problem = isObject(options)
    ? memberProblem(options)
    : invalidEvent(`options is ${shown(options)}, not an object`)
  if (problem !== undefined) throw problem
}

function memberProblem({ requestId, traceHeader, tenantId, functionArn }: Members): EngineError | undefined {
  if (requestId !== undefined && !isText(requestId))
    return invalidEvent(`requestId is ${shown(requestId)}, not a non-empty string`)
  if (traceHeader !== undefined && typeof traceHeader !== 'string')
    return invalidEvent(`traceHeader is ${shown(traceHeader)}, not a string`)
  if (tenantId !== undefined && typeof tenantId !== 'string')
    return invalidEvent(`tenantId is ${shown(tenantId)}, not a string`)
  if (functionArn === undefined || typeof functionArn === 'string') return undefined
  return invalidEvent(`functionArn is ${shown(functionArn)}, not a string`)
}

function referenceProblem(reference: unknown): EngineError | undefined {
  const invalid = (problem: string): EngineError => new EngineError('invalid-reference', problem)
  if (!isObject(reference)) return invalid(`reference is ${shown(reference)}, not an object`)
  const { functionName, qualifier } = reference
  if (!isText(functionName)) return invalid(`reference.functionName is ${shown(functionName)}, not a function name`)
  if (qualifier === undefined || isText(qualifier)) return undefined
  return invalid(`reference.qualifier is ${shown(qualifier)}, not a version or an alias`)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null
}

function invalidEvent(message: string): EngineError {
  return new EngineError('invalid-event', message)
}

const reasons: Readonly<Record<Exclude<AcceptResult, 'accepted'>, string>> = {
  duplicate: 'an event with this request id is already in the queue',
  full: 'the queue is full',
  'too-large': 'the event is too large for the store',
  unavailable: 'the store failed',
  unknown: 'the answers of the store were lost, and the event may run',
}

/** Creates the error for an event that the store did not take. */
export function notQueued(requestId: string, result: Exclude<AcceptResult, 'accepted'>): EngineError {
  return new EngineError(result, `event ${requestId} was not accepted: ${reasons[result]}`)
}

function notFound(message: string): EngineError {
  return new EngineError('function-not-found', message)
}
