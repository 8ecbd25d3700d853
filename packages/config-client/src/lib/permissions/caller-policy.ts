import { parseFunctionReference } from '@async-invoke/schemas'
import { createPolicy, type PolicyDocument, sortedUnique } from './policy-document.ts'

/**
 * A task that a caller's policy allows.
 *
 * `invoke`: send events to exactly the functions, versions or aliases that are named.
 *
 * `read-settings`: `get` and `list`, hence `plan` and `drift` of settings.
 *
 * `write-settings`: `put`, `update`, `delete`.
 *
 * `read-dead-letter`: `getDeadLetterConfig`.
 *
 * `write-dead-letter`: `setDeadLetterConfig`, `removeDeadLetterConfig`.
 *
 * `read-setup`: `readSetup`, `diagnoseFunctions`.
 */
export type CallerTask =
  | 'invoke'
  | 'read-settings'
  | 'write-settings'
  | 'read-dead-letter'
  | 'write-dead-letter'
  | 'read-setup'

export interface CallerPolicyOptions {
  /** ARNs with region and account, qualified or not. */
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
 * Builds the least-privilege policy of a caller. It allows `invoke` on exactly the given ARNs, for example on one alias
 * and nothing else, and configuration on the functions with all their qualifiers, since each qualifier has its own
 * settings.
 *
 * @throws {@link TypeError} if an ARN is not that of a function, with region and account.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 *
 * @example
 * ```ts
 * buildCallerPolicy({ functionArns: ['arn:aws:lambda:us-east-1:123456789012:function:error:live'], tasks: ['invoke'] })
 * ```
 */
export function buildCallerPolicy({ functionArns, tasks }: CallerPolicyOptions): PolicyDocument {
  const functions = functionArns.map((arn) => {
    const reference = parseFunctionReference(arn)
    if (!arn.startsWith('arn:') || reference?.region === undefined || reference.accountId === undefined)
      throw new TypeError(`not the ARN of a function: ${arn}`)
    return reference.qualifier === undefined ? arn : arn.slice(0, -reference.qualifier.length - 1)
  })
  const configuring = tasks.filter((task) => task !== 'invoke').flatMap((task) => actionsFor[task])
  return createPolicy([
    {
      Sid: 'SendEvents',
      Effect: 'Allow',
      Action: actionsFor.invoke,
      Resource: tasks.includes('invoke') ? sortedUnique(functionArns) : [],
    },
    {
      Sid: 'ConfigureAsynchronousInvocation',
      Effect: 'Allow',
      Action: sortedUnique(configuring),
      Resource: configuring.length > 0 ? sortedUnique(functions.flatMap((arn) => [arn, `${arn}:*`])) : [],
    },
  ])
}
