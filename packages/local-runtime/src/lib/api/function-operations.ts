import { checkArchitectures, checkFunctionSettings, checkModelled } from '../admission/function-settings.ts'
import { checkMember } from '../admission/model-rules.ts'
import { checkDeadLetterPermission } from '../admission/permission-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../http/api-request.ts'
import { readBoolean, readJsonObject, readString } from '../http/json-body.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { maxCodeRequestBytes } from '../http/read-body.ts'
import { refuse } from '../http/refuse.ts'
import { withoutQualifier } from '../registry/attachments.ts'
import { type FunctionRecord, latestVersion } from '../registry/function-record.ts'
import { readArchitectures, readFunctionRequest } from '../requests/function-request.ts'
import { checkMaxItems, paginate } from '../requests/pages.ts'
import { listUnmodelled } from '../requests/unmodelled-members.ts'
import {
  findFunction,
  findUnqualifiedFunction,
  refuseOtherRevision,
  refuseWhileChanging,
  throwNotFound,
} from './find-function.ts'
import { bodyTooLarge, storeCode } from './function-code.ts'
import type { FunctionDependencies } from './function-dependencies.ts'
import { qualifierOf } from './function-view.ts'

const maxConfigurationBytes = 262_144

/** Operations that read, change and delete functions. */
export function functionOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { references, registry, changes, view, home, permissions, codeUrlOf } = dependencies
  return {
    async GetFunction(request) {
      const { record, version, qualifier } = findVersion(request, dependencies)
      const { reservedConcurrency, tags } = record
      return json(200, {
        Configuration: view.configuration(record, version, qualifier),
        Code: view.code(version, codeUrlOf(record.functionName, version.version, request)),
        ...(Object.keys(tags).length > 0 && { Tags: tags }),
        ...(reservedConcurrency !== undefined && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      })
    },

    async GetFunctionConfiguration(request) {
      const { record, version, qualifier } = findVersion(request, dependencies)
      return json(200, view.configuration(record, version, qualifier))
    },

    async UpdateFunctionCode(request) {
      const body = await readJsonObject(request, maxCodeRequestBytes, bodyTooLarge('UpdateFunctionCode'))
      const Architectures = readArchitectures(body)
      refuse(checkArchitectures(Architectures))
      refuse(checkModelled(listUnmodelled('UpdateFunctionCode', body)))
      const findChangeable = (): FunctionRecord => {
        const record = findUnqualifiedFunction(request, dependencies)
        refuseWhileChanging(record, dependencies)
        refuseOtherRevision(readString(body, 'RevisionId'), record.latest.revisionId)
        return record
      }
      findChangeable()
      const code = await storeCode(body, dependencies)
      // Another request may have changed the function while the code was unpacked.
      const record = findChangeable()
      const settings = { ...record.latest.settings, ...(Architectures && { Architectures }) }
      if (readBoolean(body, 'DryRun'))
        return json(200, view.configuration(record, { ...record.latest, code, settings }))
      const updated = changes.update(record, { code, settings })
      if (!readBoolean(body, 'Publish')) return json(200, view.configuration(updated, updated.latest))
      const { version } = changes.publish(updated)
      return json(200, view.configuration(updated, version, version.version))
    },

    async UpdateFunctionConfiguration(request) {
      const body = await readJsonObject(request, maxConfigurationBytes)
      const refuseUnlessChangeable = (current: FunctionRecord): void => {
        refuseWhileChanging(current, dependencies)
        refuseOtherRevision(readString(body, 'RevisionId'), current.latest.revisionId)
      }
      const named = findUnqualifiedFunction(request, dependencies)
      const change = readFunctionRequest(body, 'update')
      refuse(checkFunctionSettings(change, 'update', home.region))
      const { DeadLetterTargetArn, LoggingConfig, ...changed } = change.settings
      refuseUnlessChangeable(named)
      const owner = { roleArn: changed.Role ?? named.latest.settings.Role, functionName: named.functionName }
      refuse(await checkDeadLetterPermission(DeadLetterTargetArn, owner, permissions))
      // Another request may have changed the function while the role was checked.
      const record = findUnqualifiedFunction(request, dependencies)
      refuseUnlessChangeable(record)
      const { DeadLetterTargetArn: before, ...settings } = record.latest.settings
      // A missing target or {} keeps the current one, an empty string removes it (FNC-2).
      const target = DeadLetterTargetArn ?? before ?? ''
      const deadLetter = target === '' ? {} : { DeadLetterTargetArn: target }
      const logging = LoggingConfig && { LoggingConfig: { ...settings.LoggingConfig, ...LoggingConfig } }
      const updated = changes.update(record, { settings: { ...settings, ...changed, ...logging, ...deadLetter } })
      return json(200, view.configuration(updated, updated.latest))
    },

    async DeleteFunction(request) {
      references.refuseModelViolations(request)
      const { qualifier, ...reference } = references.of(request)
      // Checked before the function is looked up, which the message then names without the qualifier.
      if (qualifier === latestVersion) throw invalid('$LATEST version cannot be deleted without deleting the function.')
      const record = registry.get(reference)
      if (record === undefined) throwNotFound(reference, dependencies)
      if (qualifier === undefined) {
        registry.delete(record.functionName)
        return { status: 204 }
      }
      if (!/^\d+$/.test(qualifier)) throw invalid('Deletion of aliases is not currently supported.')
      const aliases = record.aliases.filter(
        (alias) => alias.functionVersion === qualifier || alias.additional?.version === qualifier,
      )
      if (aliases.length > 0) {
        const names = aliases.map(({ name }) => name).join(', ')
        const message = `Unable to delete version because the following aliases reference it: [${names}]`
        throw new LambdaError('ResourceConflictException', message)
      }
      const published = record.published.filter(({ version }) => version !== qualifier)
      registry.put(withoutQualifier({ ...record, published }, qualifier))
      return { status: 204 }
    },

    async ListFunctions(request) {
      const functionVersion = request.query.get('FunctionVersion') ?? undefined
      refuse([
        ...checkMember('functionVersion', functionVersion, { values: ['ALL'] }),
        ...checkMaxItems(request, 10_000),
      ])
      const all = functionVersion === 'ALL'
      const versions = registry
        .all()
        .flatMap((record) => [record.latest, ...(all ? record.published : [])].map((version) => ({ record, version })))
      const keyOf = ({ record, version }: (typeof versions)[number]) => `${record.functionName}:${version.version}`
      const { items, NextMarker } = paginate(request, versions, keyOf)
      const functions = items.map(({ record, version }) =>
        view.listed(record, version, all ? version.version : undefined),
      )
      return json(200, { Functions: functions, NextMarker })
    },
  }
}

/** Finds the version that a request reads, with the qualifier that the ARN in the response has. */
function findVersion(request: ApiRequest, dependencies: FunctionDependencies) {
  const { record, reference } = findFunction(request, dependencies)
  const version = dependencies.registry.find(reference)
  if (version === undefined) throwNotFound(reference, dependencies)
  return { record, version, qualifier: reference.qualifier ?? qualifierOf(version) }
}
