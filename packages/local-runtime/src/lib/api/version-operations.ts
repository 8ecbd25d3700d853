import { checkModelled } from '../admission/function-settings.ts'
import { checkMember } from '../admission/model-rules.ts'
import { type ApiHandlers, json } from '../http/api-request.ts'
import { readJsonObject, readString } from '../http/json-body.ts'
import { invalid } from '../http/lambda-error.ts'
import { refuse } from '../http/refuse.ts'
import { paginate } from '../requests/pages.ts'
import { listUnmodelled } from '../requests/unmodelled-members.ts'
import { findUnqualifiedFunction, refuseOtherRevision, refuseWhileChanging } from './find-function.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/**
 * Operations on versions, whose code and configuration never change (DSP-7).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export function versionOperations(dependencies: FunctionDependencies): ApiHandlers {
  const { changes, view } = dependencies
  return {
    async PublishVersion(request) {
      const body = await readJsonObject(request, 65_536)
      const description = readString(body, 'Description')
      refuse(checkMember('description', description, { maxLength: 256 }))
      refuse(checkModelled(listUnmodelled('PublishVersion', body)))
      const record = findUnqualifiedFunction(request, dependencies)
      refuseWhileChanging(record, dependencies)
      refuseOtherRevision(readString(body, 'RevisionId'), record.latest.revisionId)
      const sha256 = record.latest.code.sha256
      const requested = readString(body, 'CodeSha256')
      if (requested !== undefined && requested !== '' && requested !== sha256)
        throw invalid(
          `CodeSHA256 (${requested}) is different from current CodeSHA256 in $LATEST (${sha256}). Please try again with the CodeSHA256 in $LATEST.`,
        )
      const { version } = changes.publish(record, description)
      return json(201, view.configuration(record, version, version.version))
    },

    async ListVersionsByFunction(request) {
      const record = findUnqualifiedFunction(request, dependencies)
      const versions = [record.latest, ...record.published]
      const { items, NextMarker } = paginate(request, versions, ({ version }) => version)
      return json(200, {
        Versions: items.map((version) => view.listed(record, version, version.version)),
        NextMarker,
      })
    },
  }
}
