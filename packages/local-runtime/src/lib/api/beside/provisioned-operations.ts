import type { FunctionReference } from '@async-invoke/schemas'
import { checkMember } from '../../admission/model-rules.ts'
import { checkProvisioned } from '../../admission/reservation-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import { readInteger, readJsonObject } from '../../http/json-body.ts'
import { invalid, LambdaError } from '../../http/lambda-error.ts'
import { refuse } from '../../http/refuse.ts'
import type { ProvisionedConcurrency } from '../../registry/attachment.ts'
import { attach, attachmentOf, detach, heldIn, provisionedIn } from '../../registry/attachments.ts'
import { aliasOf, type FunctionRecord, latestVersion } from '../../registry/function-record.ts'
import { checkMaxItems, paginate } from '../../requests/pages.ts'
import { findUnqualifiedFunction } from '../find-function.ts'
import { formatTimestamp } from '../timestamp.ts'
import type { BesideDependencies } from './beside-dependencies.ts'
import { findQualifiedFunction } from './qualified-function.ts'

/**
 * Operations on provisioned concurrency of versions and aliases (FNC-26): kept and returned. Runs do not depend on it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export function provisionedOperations(dependencies: BesideDependencies): ApiHandlers {
  const { registry, clock, view, accountConcurrency, pendingMs } = dependencies

  /** Finds the function and the qualifier, which is required and cannot be `$LATEST`. */
  const find = (request: ApiRequest, unpublished: string): { record: FunctionRecord; qualifier: string } => {
    const reference = qualifiedReference(request, dependencies)
    if (reference.qualifier === latestVersion) throw invalid(unpublished)
    return { record: findQualifiedFunction(reference, dependencies), qualifier: reference.qualifier }
  }

  return {
    async PutProvisionedConcurrencyConfig(request) {
      const requested = readInteger(await readJsonObject(request, 65_536), 'ProvisionedConcurrentExecutions')
      const path = 'provisionedConcurrentExecutions'
      refuse(checkMember(path, requested, { required: true, minimum: 1 }))
      const { record, qualifier } = find(
        request,
        'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
      )
      refuseProvisionedTwice(record, qualifier)
      const free = accountConcurrency - heldIn(registry.all().filter((other) => other !== record))
      const others = provisionedIn(record) - (attachmentOf(record, qualifier).provisioned?.requested ?? 0)
      const limits = { reserved: record.reservedConcurrency, others, free, accountConcurrency }
      refuse(checkProvisioned(requested ?? 0, limits))
      const stored = { requested: requested ?? 0, modifiedMs: clock.nowMs(), readyAtMs: Date.now() + pendingMs }
      registry.put(attach(record, { ...attachmentOf(record, qualifier), provisioned: stored }))
      return json(202, format(stored, 'IN_PROGRESS'))
    },

    async GetProvisionedConcurrencyConfig(request) {
      const { record, qualifier } = find(request, neitherAliasNorVersion)
      const { provisioned } = attachmentOf(record, qualifier)
      if (provisioned === undefined)
        throw new LambdaError(
          'ProvisionedConcurrencyConfigNotFoundException',
          'No Provisioned Concurrency Config found for this function',
        )
      return json(200, format(provisioned))
    },

    async DeleteProvisionedConcurrencyConfig(request) {
      const { record, qualifier } = find(request, neitherAliasNorVersion)
      if (attachmentOf(record, qualifier).provisioned !== undefined)
        registry.put(detach(record, qualifier, 'provisioned'))
      return { status: 204 }
    },

    async ListProvisionedConcurrencyConfigs(request) {
      refuse(checkMaxItems(request, 50))
      const record = findUnqualifiedFunction(request, dependencies)
      const all = (record.attachments ?? [])
        .flatMap(({ qualifier, provisioned }) => (provisioned === undefined ? [] : [{ qualifier, provisioned }]))
        .sort((a, b) => (a.qualifier < b.qualifier ? -1 : 1))
      const { items, NextMarker } = paginate(request, all, ({ qualifier }) => qualifier, 50)
      return json(200, {
        ProvisionedConcurrencyConfigs: items.map(({ qualifier, provisioned }) => ({
          FunctionArn: view.arn(record.functionName, qualifier),
          ...format(provisioned),
        })),
        NextMarker,
      })
    },
  }
}

const neitherAliasNorVersion = 'The function resource provided must be an alias or a published version.'

/** The reference of an operation that requires the parameter `Qualifier`. */
function qualifiedReference(
  request: ApiRequest,
  { references }: BesideDependencies,
): FunctionReference & { readonly qualifier: string } {
  const qualifier = request.query.get('Qualifier') ?? undefined
  references.refuseModelViolations(request, checkMember('qualifier', qualifier, { required: true }))
  return { ...references.of(request), qualifier: qualifier ?? '' }
}

/** Refuses a version that has provisioned concurrency under an alias, and an alias of a version that has it itself. */
function refuseProvisionedTwice(record: FunctionRecord, qualifier: string): void {
  const has = (other: string): boolean => attachmentOf(record, other).provisioned !== undefined
  const alias = aliasOf(record, qualifier)
  if (alias !== undefined && has(alias.functionVersion))
    throw new LambdaError(
      'ResourceConflictException',
      "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    )
  if (record.aliases.some(({ name, functionVersion }) => functionVersion === qualifier && has(name)))
    throw new LambdaError('ResourceConflictException', 'Version is pointed by a Provisioned Concurrency alias')
}

/** @param status - `READY` from the moment on at which all is allocated */
function format(
  { requested, modifiedMs, readyAtMs }: ProvisionedConcurrency,
  status = Date.now() >= readyAtMs ? 'READY' : 'IN_PROGRESS',
): object {
  const allocated = status === 'READY' ? requested : 0
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: allocated,
    AllocatedProvisionedConcurrentExecutions: allocated,
    Status: status,
    LastModified: formatTimestamp(modifiedMs),
  }
}
