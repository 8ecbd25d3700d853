import { randomUUID } from 'node:crypto'
import { aliasNameRule, checkAlias, checkAliasVersions, functionVersionRule } from '../admission/alias-rules.ts'
import { checkMember } from '../admission/model-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../http/api-request.ts'
import { readJsonObject, readString } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'
import { withoutQualifier } from '../registry/attachments.ts'
import { type AliasRecord, aliasOf, type FunctionRecord, latestVersion } from '../registry/function-record.ts'
import { readAdditionalVersion, readAliasRequest } from '../requests/alias-request.ts'
import { paginate } from '../requests/pages.ts'
import { findUnqualifiedFunction, refuseOtherRevision } from './find-function.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/**
 * Operations on aliases, which name one version, or two with weights (DSP-5).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
 */
export function aliasOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { registry, view } = dependencies

  const store = (record: FunctionRecord, alias: AliasRecord): AliasRecord => {
    const others = record.aliases.filter(({ name }) => name !== alias.name)
    const aliases = [...others, alias].sort((a, b) => (a.name < b.name ? -1 : 1))
    registry.put({ ...record, aliases })
    return alias
  }
  const notFound = (message: string, { functionName }: FunctionRecord, name: string): LambdaError =>
    new LambdaError('ResourceNotFoundException', `${message}: ${view.arn(functionName, name)}`)

  const refuseVersions = (record: FunctionRecord, alias: AliasRecord): void =>
    refuse(checkAliasVersions(record, alias, (version) => view.arn(record.functionName, version)))

  /** Finds the function of an alias. The request may name it by the ARN of the alias itself. */
  const functionOf = (request: ApiRequest): FunctionRecord => {
    refuse(checkMember('name', request.params.Name, aliasNameRule))
    return findUnqualifiedFunction(request, dependencies, { allowedQualifier: request.params.Name })
  }

  return {
    async CreateAlias(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readAliasRequest(body, readString(body, 'Name'))
      refuse(checkAlias(requested, true))
      const notFoundQualifier = requested.functionVersion ?? latestVersion
      const record = findUnqualifiedFunction(request, dependencies, { notFoundQualifier })
      const { name = '', functionVersion = '', description = '' } = requested
      const additional = readAdditionalVersion(requested.weights ?? {})
      const alias = { name, functionVersion, description, revisionId: randomUUID(), ...(additional && { additional }) }
      refuseVersions(record, alias)
      if (aliasOf(record, name) !== undefined)
        throw new LambdaError(
          'ResourceConflictException',
          `Alias already exists: ${view.arn(record.functionName, name)}`,
        )
      return json(201, view.alias(record.functionName, store(record, alias)))
    },

    async UpdateAlias(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readAliasRequest(body, request.params.Name)
      refuse(checkAlias(requested, false))
      const record = functionOf(request)
      const { name = '', functionVersion, description, weights } = requested
      const before = aliasOf(record, name)
      if (before === undefined) throw notFound('Alias not found', record, name)
      refuseOtherRevision(readString(body, 'RevisionId'), before.revisionId)
      const { additional: current, ...unchanged } = before
      const additional = weights === undefined ? current : readAdditionalVersion(weights)
      const alias = {
        ...unchanged,
        revisionId: randomUUID(),
        ...(functionVersion !== undefined && { functionVersion }),
        ...(description !== undefined && { description }),
        ...(additional !== undefined && { additional }),
      }
      refuseVersions(record, alias)
      return json(200, view.alias(record.functionName, store(record, alias)))
    },

    async GetAlias(request) {
      const record = functionOf(request)
      const name = request.params.Name ?? ''
      const alias = aliasOf(record, name)
      if (alias === undefined) throw notFound('Cannot find alias arn', record, name)
      return json(200, view.alias(record.functionName, alias))
    },

    async DeleteAlias(request) {
      const record = functionOf(request)
      const name = request.params.Name ?? ''
      const aliases = record.aliases.filter((alias) => alias.name !== name)
      // Like the service, succeed if there is no such alias.
      if (aliases.length < record.aliases.length) registry.put(withoutQualifier({ ...record, aliases }, name))
      return { status: 204 }
    },

    async ListAliases(request) {
      const record = findUnqualifiedFunction(request, dependencies)
      const version = request.query.get('FunctionVersion')
      refuse(checkMember('functionVersion', version ?? undefined, functionVersionRule))
      const all = record.aliases.filter((alias) => version === null || pointsTo(alias, version))
      const { items, NextMarker } = paginate(request, all, ({ name }) => name)
      return json(200, { Aliases: items.map((alias) => view.alias(record.functionName, alias)), NextMarker })
    },
  }
}

function pointsTo({ functionVersion, additional }: AliasRecord, version: string): boolean {
  return functionVersion === version || additional?.version === version
}
