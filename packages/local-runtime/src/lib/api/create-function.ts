import { type FunctionReference, joinQualifier, type Refusal } from '@async-invoke/schemas'
import { refuse } from '../admission/admitted-reference.ts'
import { functionNameRule } from '../admission/function-name-rules.ts'
import { invalid, settingsOf } from '../admission/function-request.ts'
import { checkMember } from '../admission/model-rules.ts'
import { refuseDeadLetterWithoutPermission } from '../admission/permission-refusals.ts'
import { type ApiHandler, json } from '../http/api-request.ts'
import { flag, object, readJsonObject, text, texts } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { codeOf, maxCodeRequestBytes, tooLargeFor } from './function-code.ts'
import type { FunctionParts } from './function-parts.ts'
import { refuseTooManyTags } from './tag-operations.ts'

/** A function's longest name; ARNs and qualifiers are not part of it. */
const maxNameLength = 64

/** `CreateFunction`: a new function, `Pending` at first; with `Publish` its first version as well. */
export function createCreateFunction(parts: FunctionParts): ApiHandler {
  const { registry, changes, view, home } = parts
  return async (request) => {
    const body = await readJsonObject(request, maxCodeRequestBytes, tooLargeFor('CreateFunction'))
    const asked = text(body, 'FunctionName')
    const others = [
      ...checkMember('functionName', asked, { required: true, ...functionNameRule }),
      ...checkMember('code', body.Code === undefined ? undefined : '', { required: true }),
    ]
    const settings = settingsOf(body, 'create', home.region, others)
    const { functionName } = newFunction(asked ?? '', parts)
    const tags = texts(body, 'Tags') ?? {}
    refuseTooManyTags(tags)
    const refuseTaken = (): void => {
      if (registry.get({ functionName }) !== undefined)
        throw new LambdaError('ResourceConflictException', `Function already exist: ${functionName}`)
    }
    refuseTaken()
    const code = await codeOf(object(body, 'Code') ?? {}, parts)
    const { Role = '', Handler = '', DeadLetterTargetArn, ...given } = settings
    await refuseDeadLetterWithoutPermission(DeadLetterTargetArn, { roleArn: Role, functionName }, parts.permissions)
    // Another request may have taken the name while the code was unpacked and the role was looked at.
    refuseTaken()
    const record = changes.create(
      functionName,
      code,
      {
        ...{ Description: '', Timeout: 3, MemorySize: 128, Architectures: ['x86_64'] },
        ...{ EphemeralStorageSize: 512, TracingMode: 'PassThrough' },
        ...given,
        ...{ Role, Handler },
        ...(DeadLetterTargetArn !== undefined && DeadLetterTargetArn !== '' && { DeadLetterTargetArn }),
      },
      tags,
    )
    if (!flag(body, 'Publish')) return json(201, view.configuration(record, record.latest))
    // The answer has the version's number, and the ARN without it.
    return json(201, view.configuration(record, changes.publish(record).version))
  }
}

/** The function that a name stands for, which may be an ARN of this region and account. */
function newFunction(name: string, { home }: FunctionParts): FunctionReference {
  const joined = joinQualifier(name, undefined, home)
  if ('refusal' in joined) refuse([joined.refusal])
  const reference = 'reference' in joined ? joined.reference : { functionName: name }
  const { functionName, accountId = home.accountId } = reference
  if (accountId !== home.accountId) throw new LambdaError('AccessDeniedException', null)
  // The model admits a longer one; this sentence has the model's form under another code.
  const [tooLong] = checkMember('functionName', functionName, { maxLength: maxNameLength }) as readonly Refusal[]
  if (tooLong !== undefined) throw invalid(`1 validation error detected: ${tooLong.message}`)
  return reference
}
