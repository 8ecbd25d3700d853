import { parseFunctionReference } from '@async-invoke/schemas'
import { once, type PolicyDocument, policyDocument } from './policy-document.ts'

/**
 * What a caller does.
 *
 * `invoke`: sends events to exactly the functions, versions or aliases that are named. `read-settings`: `get`, `list`, and
 * with them `plan` and `drift` of settings. `write-settings`: `put`, `update`, `delete`. `read-dead-letter`:
 * `getDeadLetterConfig`. `write-dead-letter`: `setDeadLetterConfig`, `removeDeadLetterConfig`. `read-setup`: `readSetup`,
 * `diagnoseFunctions`.
 */
export type CallerTask =
  | 'invoke'
  | 'read-settings'
  | 'write-settings'
  | 'read-dead-letter'
  | 'write-dead-letter'
  | 'read-setup'

export interface CallerPolicyOptions {
  readonly functionArns: readonly string[]
  readonly tasks: readonly CallerTask[]
}

const actionsFor = {
  invoke: ['lambda:InvokeFunction'],
  'read-settings': ['lambda:GetFunctionEventInvokeConfig', 'lambda:ListFunctionEventInvokeConfigs'],
  'write-settings': [
    'lambda:DeleteFunctionEventInvokeConfig',
    'lambda:PutFunctionEventInvokeConfig',
    'lambda:UpdateFunctionEventInvokeConfig',
  ],
  'read-dead-letter': ['lambda:GetFunctionConfiguration'],
  'write-dead-letter': ['lambda:UpdateFunctionConfiguration'],
  'read-setup': ['lambda:ListAliases', 'lambda:ListFunctionEventInvokeConfigs', 'lambda:ListVersionsByFunction'],
} as const satisfies Record<CallerTask, readonly string[]>

/**
 * The least that a caller needs for its tasks. `invoke` is allowed on the ARN as it is given, so that an alias can be
 * invoked and nothing else. Configuration is allowed on the function and all its qualifiers, as each qualifier has
 * settings of its own.
 *
 * Throws {@link TypeError} for what is no function ARN with region and account.
 *
 * @example buildCallerPolicy({ functionArns: ['arn:aws:lambda:us-east-1:123456789012:function:error:live'], tasks: ['invoke'] })
 */
export function buildCallerPolicy({ functionArns, tasks }: CallerPolicyOptions): PolicyDocument {
  const functions = functionArns.map((arn) => {
    const reference = parseFunctionReference(arn)
    if (!arn.startsWith('arn:') || reference?.region === undefined || reference.accountId === undefined)
      throw new TypeError(`not the ARN of a function: ${arn}`)
    return reference.qualifier === undefined ? arn : arn.slice(0, -reference.qualifier.length - 1)
  })
  const configuring = tasks.filter((task) => task !== 'invoke').flatMap((task) => actionsFor[task])
  return policyDocument([
    {
      Sid: 'SendEvents',
      Effect: 'Allow',
      Action: actionsFor.invoke,
      Resource: tasks.includes('invoke') ? once(functionArns) : [],
    },
    {
      Sid: 'ConfigureAsynchronousInvocation',
      Effect: 'Allow',
      Action: once(configuring),
      Resource: configuring.length > 0 ? once(functions.flatMap((arn) => [arn, `${arn}:*`])) : [],
    },
  ])
}
