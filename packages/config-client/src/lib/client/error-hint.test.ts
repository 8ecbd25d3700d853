import { describe, expect, it } from 'vitest'
import { fromService } from './config-error.ts'
import { hintFor } from './error-hint.ts'

const code = 'InvalidParameterValueException'
const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const caller = 'arn:aws:iam::123456789012:user/deploy'
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:error'

describe('hintFor (CFG-12, U-10)', () => {
  it.each([
    {
      message: `The function's execution role does not have permissions to call SendMessage on ${queue}`,
      action: 'sqs:SendMessage',
      resource: queue,
    },
    {
      message: 'The function execution role does not have permissions to call ListBucket on S3',
      action: 's3:ListBucket',
      resource: 'S3',
    },
    {
      message: 'The provided execution role does not have permissions to call Publish on SNS',
      action: 'sns:Publish',
      resource: 'SNS',
    },
    {
      message: `The function's execution role does not have permissions to call PutEvents on ${arn}`,
      action: 'events:PutEvents',
      resource: arn,
    },
    {
      message: `… does not have permissions to call InvokeFunction on ${arn}`,
      action: 'lambda:InvokeFunction',
      resource: arn,
    },
  ])('finds $action missing in the execution role (CFG-14f, FNC-3)', ({ message, action, resource }) => {
    const hint = hintFor(code, message)
    expect(hint).toMatchObject({ kind: 'execution-role-permission', action, resource, mayPassWithTime: true })
    expect(hint?.remedy).toContain(action)
  })

  it('finds the action that the caller lacks (CFG-15)', () => {
    const action = 'lambda:PutFunctionEventInvokeConfig'
    const message = `User: ${caller} is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action`
    expect(hintFor('AccessDeniedException', message)).toMatchObject({
      kind: 'caller-permission',
      action,
      resource: arn,
      mayPassWithTime: false,
    })
  })

  it.each([
    {
      kind: 'role-not-assumable',
      mayPassWithTime: true,
      message: 'The role defined for the function cannot be assumed by Lambda.',
    },
    { kind: 'destination-not-found', mayPassWithTime: true, message: `The destination ARN ${queue} is invalid.` },
    {
      kind: 'no-settings-stored',
      mayPassWithTime: false,
      message: `The function ${arn}:live doesn't have an EventInvokeConfig`,
    },
  ])('recognises $kind by its message', ({ kind, mayPassWithTime, message }) => {
    expect(hintFor(code, message)).toMatchObject({ kind, mayPassWithTime })
  })

  it('recognises a stale revision', () => {
    expect(hintFor('PreconditionFailedException', 'The Revision Id provided…')?.kind).toBe('changed-meanwhile')
  })

  it('returns nothing for a message that explains itself', () => {
    expect(hintFor(code, "You can't specify the function as a destination for itself.")).toBeUndefined()
  })
})

describe('fromService', () => {
  const service = (name: string, httpStatusCode: number | undefined, message = '') =>
    Object.assign(new Error(message), {
      name,
      ...(httpStatusCode && { $fault: 'client', $metadata: { httpStatusCode } }),
    })

  it.each([
    { name: 'TooManyRequestsException', status: 429, retriable: true },
    { name: 'ServiceException', status: 500, retriable: true },
    { name: 'ResourceConflictException', status: 409, retriable: true },
    { name: 'TimeoutError', status: undefined, retriable: true },
    { name: 'PreconditionFailedException', status: 412, retriable: false },
    { name: 'InvalidParameterValueException', status: 400, retriable: false },
    { name: 'AccessDeniedException', status: 403, retriable: false },
  ])('sets retriable of $name with status $status to $retriable', ({ name, status, retriable }) => {
    expect(fromService({ operation: 'put', FunctionName: 'error' }, service(name, status))).toMatchObject({ retriable })
  })

  it.each([
    { name: 'ResourceConflictException', status: 409, code: 'ResourceConflictException' },
    { name: 'ResourceNotFoundException', status: undefined, code: 'ResourceNotFoundException' },
    { name: 'CodeSigningConfigNotFoundException', status: 404, code: 'service-error' },
    { name: 'toString', status: 400, code: 'service-error' },
  ])('gives $name with status $status the code $code', ({ name, status, code }) => {
    const error = fromService({ operation: 'put', FunctionName: 'error' }, service(name, status))
    expect(error).toMatchObject({ code, awsErrorName: name })
  })

  it.each([
    { problem: 'missing credentials', cause: service('CredentialsProviderError', undefined) },
    {
      problem: 'an unreadable response',
      cause: Object.assign(new TypeError(), { $metadata: { httpStatusCode: 200 } }),
    },
  ])('gives $problem the code sdk-error', ({ cause }) => {
    const error = fromService({ operation: 'put', FunctionName: 'error' }, cause)
    expect(error).toMatchObject({ code: 'sdk-error', awsErrorName: undefined, cause })
  })

  it.each([
    { target: { FunctionName: arn, Qualifier: 'live' }, message: '', functionArn: `${arn}:live` },
    { target: { FunctionName: `${arn}:7` }, message: '', functionArn: `${arn}:7` },
    { target: { FunctionName: arn }, message: '', functionArn: `${arn}:$LATEST` },
    {
      target: { FunctionName: 'error' },
      message: `The function ${arn}:live doesn't have an EventInvokeConfig`,
      functionArn: `${arn}:live`,
    },
    { target: { FunctionName: 'error' }, message: "The function doesn't exist.", functionArn: undefined },
  ])('derives the ARN $functionArn from $target and the message "$message"', ({ target, message, functionArn }) => {
    const error = fromService({ operation: 'get', ...target }, service('ResourceNotFoundException', 404, message))
    expect(error.functionArn).toBe(functionArn)
  })
})
