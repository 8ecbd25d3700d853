import { type Arn, splitArn } from '../reference/arn.ts'
import { type FunctionReference, regionPattern } from '../reference/function-reference.ts'
import { type TargetKind, type TargetUse, targetKinds, targets } from './targets.ts'

/** A target that Lambda can send to, as far as its ARN tells. */
export interface Target {
  readonly kind: TargetKind
  readonly arn: Arn
}

/**
 * Why Lambda does not send to an ARN: it is none (`malformed`), is for event source mappings (`kafka`), names another
 * service (`service`), a kind of target that is not for this use (`use`), the function itself (`self`), a FIFO queue or
 * topic (`fifo`), a partner's event bus (`partner-bus`), another region (`region`), or no resource of the kind that
 * records are sent to (`resource`): a subscription, a layer, an object.
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

/** An ARN that Lambda does not send to; `kind` where its service is known. */
export interface RefusedTarget {
  readonly reason: TargetReason
  readonly kind?: TargetKind
}

/** What an ARN is wanted for. */
export interface TargetPurpose {
  /** The function whose events end there. Members that it leaves out contradict nothing. */
  readonly owner?: Partial<FunctionReference> | undefined
  /** @defaultValue any: uses are not compared. */
  readonly use?: TargetUse | undefined
}

/** As the patterns of the model print it; a partition that AWS opens later is one too. */
const partitionSyntax = /^aws[a-zA-Z0-9-]*$/
const regionSyntax = new RegExp(`^(?:${regionPattern})$`)
const accountSyntax = /^\d{12}$/
const kindOfService = new Map(targetKinds.map((kind) => [targets[kind].service, kind]))

/**
 * Reads an ARN as the target of a function's records or dead letters: the target, or the first reason against it in the
 * order in which the service tests them (CFG-20). Existence and permission are the service's to say.
 *
 * Shape: branch on `'reason' in result`. Takes any value and never throws.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @example readTarget('arn:aws:s3:::order-records', { use: 'OnSuccess' }) // { kind: 's3', reason: 'use' }
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

function reasonAgainst(kind: TargetKind, arn: Arn, { owner, use }: TargetPurpose): TargetReason | undefined {
  const { uses, fifoSuffix, partnerPrefix, sameRegion, prefix } = targets[kind]
  if (use !== undefined && !uses.includes(use)) return 'use'
  if (kind === 'lambda' && isOwner(arn, owner)) return 'self'
  if (fifoSuffix !== undefined && arn.resource.endsWith(fifoSuffix)) return 'fifo'
  if (partnerPrefix !== undefined && arn.resource.startsWith(prefix + partnerPrefix)) return 'partner-bus'
  if (sameRegion && !agrees(arn.region, owner?.region)) return 'region'
  return namesResource(kind, arn) ? undefined : 'resource'
}

/** The forms of DST-7. */
function namesResource(kind: TargetKind, { region, accountId, resource }: Arn): boolean {
  const { located, prefix, name } = targets[kind]
  const isInPlace = located ? regionSyntax.test(region) && accountSyntax.test(accountId) : region + accountId === ''
  return isInPlace && resource.startsWith(prefix) && name.test(resource.slice(prefix.length))
}

/** The function is compared, not the qualifier (CFG-19, U-11). */
function isOwner(arn: Arn, owner: TargetPurpose['owner']): boolean {
  if (owner === undefined || !namesResource('lambda', arn)) return false
  const [, functionName] = arn.resource.split(':')
  return (
    functionName === owner.functionName && agrees(arn.region, owner.region) && agrees(arn.accountId, owner.accountId)
  )
}

function agrees(part: string, known: string | undefined): boolean {
  return known === undefined || part === known
}
