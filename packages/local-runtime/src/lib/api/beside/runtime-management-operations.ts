import type { Refusal } from '@async-invoke/schemas'
import { checkMember } from '../../admission/model-rules.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import { readJsonObject, readString } from '../../http/json-body.ts'
import { invalid } from '../../http/lambda-error.ts'
import type { RuntimeManagement } from '../../registry/attachment.ts'
import { attach, attachmentOf } from '../../registry/attachments.ts'
import { latestVersion } from '../../registry/function-record.ts'
import type { BesideDependencies } from './beside-dependencies.ts'
import { findQualifiedFunction } from './qualified-function.ts'

const arnPattern = 'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}::runtime:.+'

/**
 * Operations on when a function takes up a new version of its runtime (FNC-11): kept and returned. Runs do not depend on
 * it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html
 */
export function runtimeManagementOperations(dependencies: BesideDependencies): ApiHandlers {
  const { references, registry, view } = dependencies

  const find = (request: ApiRequest, refusals: readonly Refusal[] = []) => {
    references.refuseModelViolations(request, refusals)
    const reference = references.of(request)
    return { record: findQualifiedFunction(reference, dependencies), qualifier: reference.qualifier }
  }
  const format = (functionArn: string, { updateRuntimeOn, runtimeVersionArn }: RuntimeManagement): object => ({
    FunctionArn: functionArn,
    UpdateRuntimeOn: updateRuntimeOn,
    ...(runtimeVersionArn !== undefined && { RuntimeVersionArn: runtimeVersionArn }),
  })

  return {
    async GetRuntimeManagementConfig(request) {
      const { record, qualifier } = find(request)
      const { runtimeManagement = { updateRuntimeOn: 'Auto' } } = attachmentOf(record, qualifier)
      return json(200, format(view.arn(record.functionName, qualifier), runtimeManagement))
    },

    async PutRuntimeManagementConfig(request) {
      const body = await readJsonObject(request, 65_536)
      const updateRuntimeOn = readString(body, 'UpdateRuntimeOn')
      const runtimeVersionArn = readString(body, 'RuntimeVersionArn')
      const { record, qualifier } = find(request, [
        ...checkMember('updateRuntimeOn', updateRuntimeOn, {
          required: true,
          values: ['Auto', 'Manual', 'FunctionUpdate'],
        }),
        ...checkMember('runtimeVersionArn', runtimeVersionArn, {
          minLength: 26,
          maxLength: 2_048,
          pattern: arnPattern,
        }),
      ])
      // The messages are ours.
      if (updateRuntimeOn === 'Manual' && runtimeVersionArn === undefined)
        throw invalid('RuntimeVersionArn is required when UpdateRuntimeOn is Manual.')
      if (updateRuntimeOn !== 'Manual' && runtimeVersionArn !== undefined)
        throw invalid('RuntimeVersionArn is allowed only when UpdateRuntimeOn is Manual.')
      const runtimeManagement: RuntimeManagement = {
        updateRuntimeOn: updateRuntimeOn ?? '',
        ...(runtimeVersionArn !== undefined && { runtimeVersionArn }),
      }
      const of = qualifier ?? latestVersion
      registry.put(attach(record, { ...attachmentOf(record, of), runtimeManagement }))
      return json(200, format(view.arn(record.functionName, qualifier), runtimeManagement))
    },
  }
}
