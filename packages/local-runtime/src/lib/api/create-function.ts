import { resolveQualifier } from '@async-invoke/schemas/function-reference'
import { codeSigningArnRule } from '../admission/code-signing-rules.ts'
import { checkFunctionSettings } from '../admission/function-settings.ts'
import { checkMember } from '../admission/model-rules.ts'
import { checkNewName, functionNameRule } from '../admission/name-rules.ts'
import { checkDeadLetterPermission } from '../admission/permission-rules.ts'
import { defaultSettings } from '../admission/setting-rules.ts'
import { checkTags } from '../admission/tag-rules.ts'
import { type ApiHandlers, json } from '../http/api-request.ts'
import { readBoolean, readJsonObject, readObject, readString, readStringMap } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { maxCodeRequestBytes } from '../http/read-body.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'
import type { CodeSigningConfigs } from '../registry/code-signing-configs.ts'
import { readFunctionRequest } from '../requests/function-request.ts'
import { refuseAbsentCodeSigning } from './code-signing-reference.ts'
import { refuseQualifier } from './find-function.ts'
import { bodyTooLarge, storeCode } from './function-code.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/** CreateFunction: the function starts as `Pending`; with `Publish`, its first version is published too. */
export function createFunctionOperation(
  dependencies: FunctionDependencies & { readonly codeSigningConfigs: CodeSigningConfigs },
): ApiHandlers {
  const { registry, changes, view, home, permissions, codeSigningConfigs } = dependencies
  return {
    async CreateFunction(request) {
      const body = await readJsonObject(request, maxCodeRequestBytes, bodyTooLarge('CreateFunction'))
      const name = readString(body, 'FunctionName')
      const codeSigningConfigArn = readString(body, 'CodeSigningConfigArn')
      const others = [
        ...checkMember('codeSigningConfigArn', codeSigningConfigArn, codeSigningArnRule),
        ...checkMember('functionName', name, { required: true, ...functionNameRule }),
        ...checkMember('code', body.Code === undefined ? undefined : '', { required: true }),
      ]
      const creation = readFunctionRequest(body, 'create')
      refuse(checkFunctionSettings(creation, 'create', home.region, others))
      const functionName = resolveNewName(name ?? '', dependencies)
      const tags = readStringMap(body, 'Tags') ?? {}
      refuse(checkTags(tags))
      const refuseTaken = (): void => {
        if (registry.get({ functionName }) !== undefined)
          throw new LambdaError('ResourceConflictException', `Function already exist: ${functionName}`)
      }
      refuseTaken()
      refuseAbsentCodeSigning(codeSigningConfigArn, codeSigningConfigs)
      const code = await storeCode(readObject(body, 'Code') ?? {}, dependencies)
      const { Role = '', Handler = '', DeadLetterTargetArn, ...given } = creation.settings
      refuse(await checkDeadLetterPermission(DeadLetterTargetArn, { roleArn: Role, functionName }, permissions))
      // Another request may have taken the name while the code was unpacked and the role checked.
      refuseTaken()
      const record = changes.create(
        functionName,
        code,
        {
          ...defaultSettings,
          ...given,
          ...{ Role, Handler },
          ...(DeadLetterTargetArn !== undefined && DeadLetterTargetArn !== '' && { DeadLetterTargetArn }),
        },
        { tags, ...(codeSigningConfigArn !== undefined && { codeSigningConfigArn }) },
      )
      if (!readBoolean(body, 'Publish')) return json(201, view.configuration(record, record.latest))
      // The response has the number of the version, but an unqualified ARN.
      return json(201, view.configuration(record, changes.publish(record).version))
    },
  }
}

/** Reduces the name of a new function, which may be an ARN of this region and account, to the name alone. */
function resolveNewName(name: string, { home }: FunctionDependencies): string {
  const joined = resolveQualifier(name, undefined, home)
  if ('refusal' in joined) throwRefusals(joined.refusal)
  const { functionName, accountId = home.accountId } = joined.reference
  refuseQualifier(joined.reference)
  if (accountId !== home.accountId) throw new LambdaError('AccessDeniedException', null)
  refuse(checkNewName(functionName))
  return functionName
}
