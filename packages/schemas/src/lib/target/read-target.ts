import { readableMember } from '../document/own-member.ts'
import { type Arn, splitArn } from '../reference/arn.ts'
import { type FunctionReference, regionPattern } from '../reference/function-reference.ts'
import { partitionOf } from '../reference/partition.ts'
import { type TargetKind, type TargetUse, targetKinds, targets } from './targets.ts'

/** A target that Lambda can send to, as far as its ARN shows. */
export interface Target {
  readonly kind: TargetKind
  readonly arn: Arn
}

/**
 * Why Lambda does not send to an ARN:
 *
 * - `malformed`: it is not an ARN
 * - `kafka`: it is a destination of event source mappings
 * - `service`: it names a service that Lambda does not send to
 * - `use`: this kind of target does not support the use
 * - `self`: it names the function itself
 * - `fifo`: it names a FIFO queue or topic
 * - `partner-bus`: it names a partner event bus
 * - `region`: it names another region, or another partition
 * - `resource`: its resource has the wrong form: a subscription, a layer or an object, for example
 */
export type TargetReason =
  | 'malformed'
  | 'kafka'
  | 'service'
  | 'use'
  | 'self'
  | 'fifo'
  | 'partner-bus'
  | 'region'
  | 'resource'

/** The reason why Lambda does not send to an ARN. */
export interface RefusedTarget {
  readonly reason: TargetReason
  /** Missing if the ARN names no service that Lambda sends to. */
  readonly kind?: TargetKind
}

/** The purpose that {@link readTarget} checks a target for. */
export interface TargetPurpose {
  /** The function whose records or dead letters go there. Members that are missing are not compared. */
  readonly owner?: Partial<FunctionReference> | undefined
  /** The use to check; if missing, uses are not checked. */
  readonly use?: TargetUse | undefined
}

/** As the model's patterns print it; open to partitions that AWS adds later. */
const partitionSyntax = /^aws[a-zA-Z0-9-]*$/
const regionSyntax = new RegExp(`^(?:${regionPattern})$`)
const accountSyntax = /^\d{12}$/
const kindOfService = new Map(targetKinds.map((kind) => [targets[kind].service, kind]))

/**
 * Reads an ARN as the target of records or dead letters. Whether the target exists, and whether the execution role may
 * send to it, only AWS can tell.
 *
 * @param arn - any value; never throws, whatever the purpose
 * @returns the target, or the first reason against it, in the order in which the service checks them (CFG-20). Branch
 * on `'reason' in result`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example
 * ```ts
 * readTarget('arn:aws:s3:::order-records', { use: 'OnSuccess' }) // { kind: 's3', reason: 'use' }
 * ```
 */
export function readTarget(arn: unknown, purpose: TargetPurpose = {}): Target | RefusedTarget {
  if (typeof arn !== 'string') return { reason: 'malformed' }
  if (arn.startsWith('kafka://')) return { reason: 'kafka' }
  const parts = splitArn(arn)
  if (parts === undefined || !partitionSyntax.test(parts.partition)) return { reason: 'malformed' }
  const kind = kindOfService.get(parts.service)
  if (kind === undefined) return { reason: 'service' }
  const reason = reasonAgainst(kind, parts, purpose)
  return reason === undefined ? { kind, arn: parts } : { kind, reason }
}

function reasonAgainst(kind: TargetKind, arn: Arn, purpose: unknown): TargetReason | undefined {
  const { uses, fifoSuffix, partnerPrefix, sameRegion, prefix } = targets[kind]
  // Callers without types may pass anything.
  const use = readableMember(purpose, 'use')
  const owner = readableMember(purpose, 'owner')
  if (use !== undefined && !uses.some((known) => known === use)) return 'use'
  if (kind === 'lambda' && isOwner(arn, owner)) return 'self'
  if (fifoSuffix !== undefined && arn.resource.endsWith(fifoSuffix)) return 'fifo'
  if (partnerPrefix !== undefined && arn.resource.startsWith(prefix + partnerPrefix)) return 'partner-bus'
  if (sameRegion && !agrees(arn.region, readableMember(owner, 'region'))) return 'region'
  if (!agrees(arn.partition, partitionOfOwner(owner))) return 'region'
  return namesResource(kind, arn) ? undefined : 'resource'
}

/** Checks the form of the resource (DST-7). */
function namesResource(kind: TargetKind, { region, accountId, resource }: Arn): boolean {
  const { located, prefix, name } = targets[kind]
  const isLocated = located ? regionSyntax.test(region) && accountSyntax.test(accountId) : region + accountId === ''
  return isLocated && resource.startsWith(prefix) && name.test(resource.slice(prefix.length))
}

/** Compares the function, not the qualifier (CFG-19, U-11). */
function isOwner(arn: Arn, owner: unknown): boolean {
  if (owner === undefined || !namesResource('lambda', arn)) return false
  const [, functionName] = arn.resource.split(':')
  return (
    functionName === readableMember(owner, 'functionName') &&
    agrees(arn.partition, partitionOfOwner(owner)) &&
    agrees(arn.region, readableMember(owner, 'region')) &&
    agrees(arn.accountId, readableMember(owner, 'accountId'))
  )
}

/** That of its ARN or its region; an ARN of one partition reaches nothing in another. */
function partitionOfOwner(owner: unknown): unknown {
  const region = readableMember(owner, 'region')
  return readableMember(owner, 'partition') ?? (typeof region === 'string' ? partitionOf(region) : undefined)
}

function agrees(part: string, known: unknown): boolean {
  return known === undefined || part === known
}
