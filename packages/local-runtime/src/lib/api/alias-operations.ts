import { randomUUID } from 'node:crypto'
import { refuse } from '../admission/admitted-reference.ts'
import { aliasIn, aliasNameRule, functionVersionRule } from '../admission/alias-request.ts'
import { invalid } from '../admission/function-request.ts'
import { checkMember } from '../admission/model-rules.ts'
import { type ApiHandler, type ApiRequest, json } from '../http/api-request.ts'
import { readJsonObject, text } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import {
  type AliasRecord,
  aliasOf,
  type FunctionRecord,
  latestVersion,
  versionOf,
} from '../registry/function-record.ts'
import { type FunctionParts, functionNotFound, refuseOtherRevision, unqualifiedFunction } from './function-parts.ts'
import { pageOf } from './pages.ts'

/** Aliases: names for one version, or for two with weights (DSP-5). */
export function createAliasOperations(parts: FunctionParts): Readonly<Record<string, ApiHandler>> {
  const { registry, view } = parts

  const store = (record: FunctionRecord, alias: AliasRecord): AliasRecord => {
    const others = record.aliases.filter(({ name }) => name !== alias.name)
    const aliases = [...others, alias].sort((a, b) => (a.name < b.name ? -1 : 1))
    registry.put({ ...record, aliases })
    return alias
  }
  const missing = (sentence: string, { functionName }: FunctionRecord, name: string): LambdaError =>
    new LambdaError('ResourceNotFoundException', `${sentence}: ${view.arn(functionName, name)}`)

  /** The function of an alias, which may be named by the alias's own ARN. */
  const ofAlias = (request: ApiRequest): FunctionRecord => {
    refuse(checkMember('name', request.params.Name, aliasNameRule))
    return unqualifiedFunction(request, parts, { except: request.params.Name })
  }

  return {
    async CreateAlias(request) {
      const body = await readJsonObject(request, 65_536)
      const asked = aliasIn(body, text(body, 'Name'), true)
      const missingAs = asked.functionVersion ?? latestVersion
      const record = unqualifiedFunction(request, parts, { missingAs })
      const alias = checked(parts, record, {
        name: asked.name,
        functionVersion: asked.functionVersion ?? '',
        description: asked.description ?? '',
        revisionId: randomUUID(),
        ...(asked.additional && { additional: asked.additional }),
      })
      if (aliasOf(record, asked.name) !== undefined)
        throw new LambdaError(
          'ResourceConflictException',
          `Alias already exists: ${view.arn(record.functionName, asked.name)}`,
        )
      return json(201, view.alias(record.functionName, store(record, alias)))
    },

    async UpdateAlias(request) {
      const body = await readJsonObject(request, 65_536)
      const asked = aliasIn(body, request.params.Name, false)
      const record = ofAlias(request)
      const before = aliasOf(record, asked.name)
      if (before === undefined) throw missing('Alias not found', record, asked.name)
      refuseOtherRevision(text(body, 'RevisionId'), before.revisionId)
      const { additional: stays, ...kept } = before
      const additional = asked.additional === undefined ? stays : (asked.additional ?? undefined)
      const alias = checked(parts, record, {
        ...kept,
        revisionId: randomUUID(),
        ...(asked.functionVersion !== undefined && { functionVersion: asked.functionVersion }),
        ...(asked.description !== undefined && { description: asked.description }),
        ...(additional !== undefined && { additional }),
      })
      return json(200, view.alias(record.functionName, store(record, alias)))
    },

    async GetAlias(request) {
      const record = ofAlias(request)
      const name = request.params.Name ?? ''
      const alias = aliasOf(record, name)
      if (alias === undefined) throw missing('Cannot find alias arn', record, name)
      return json(200, view.alias(record.functionName, alias))
    },

    async DeleteAlias(request) {
      const record = ofAlias(request)
      const name = request.params.Name ?? ''
      const aliases = record.aliases.filter((each) => each.name !== name)
      const configs = record.configs.filter(({ qualifier }) => qualifier !== name)
      // An alias that is not there is deleted as well, as far as the service is concerned.
      if (aliases.length < record.aliases.length) registry.put({ ...record, aliases, configs })
      return { status: 204 }
    },

    async ListAliases(request) {
      const record = unqualifiedFunction(request, parts)
      const version = request.query.get('FunctionVersion')
      refuse(checkMember('functionVersion', version ?? undefined, functionVersionRule))
      const all = record.aliases.filter((alias) => version === null || pointsTo(alias, version))
      const { items, NextMarker } = pageOf(request, all, ({ name }) => name)
      return json(200, { Aliases: items.map((alias) => view.alias(record.functionName, alias)), NextMarker })
    },
  }
}

function pointsTo({ functionVersion, additional }: AliasRecord, version: string): boolean {
  return functionVersion === version || additional?.version === version
}

/** An alias as it would be, its versions being there and fit for each other. */
function checked(parts: FunctionParts, record: FunctionRecord, alias: AliasRecord): AliasRecord {
  const { functionName } = record
  const { functionVersion, additional } = alias
  const present = (version: string): void => {
    if (versionOf(record, version) === undefined) throw functionNotFound({ functionName, qualifier: version }, parts)
  }
  present(functionVersion)
  if (additional === undefined) return alias
  if (additional.version === functionVersion)
    throw invalid(
      `Invalid function version ${functionVersion}. Function version ${functionVersion} is already included in routing configuration.`,
    )
  if (functionVersion === latestVersion)
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version', 'absent')
  present(additional.version)
  return alias
}
