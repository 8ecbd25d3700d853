import { describe, expect, it } from 'vitest'
import { fromService } from './config-error.ts'
import { hintFor } from './error-hint.ts'

const code = 'InvalidParameterValueException'
const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const caller = 'arn:aws:iam::123456789012:user/deploy'
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:error'

describe('a hint is known for', () => {
  it.each([
    [
      `The function's execution role does not have permissions to call SendMessage on ${queue}`,
      'sqs:SendMessage',
      queue,
    ],
    ['The function execution role does not have permissions to call ListBucket on S3', 's3:ListBucket', 'S3'],
    ['The provided execution role does not have permissions to call Publish on SNS', 'sns:Publish', 'SNS'],
    [`The function's execution role does not have permissions to call PutEvents on ${arn}`, 'events:PutEvents', arn],
    [`… does not have permissions to call InvokeFunction on ${arn}`, 'lambda:InvokeFunction', arn],
  ])('the execution role: %s (CFG-14f, FNC-3)', (message, action, resource) => {
    const hint = hintFor(code, message)
    expect(hint).toMatchObject({ kind: 'execution-role-permission', action, resource, mayPassWithTime: true })
    expect(hint?.remedy).toContain(action)
  })

  it('the caller (CFG-15)', () => {
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
    ['role-not-assumable', true, 'The role defined for the function cannot be assumed by Lambda.'],
    ['destination-not-found', true, `The destination ARN ${queue} is invalid.`],
    ['no-settings-stored', false, `The function ${arn}:live doesn't have an EventInvokeConfig`],
  ])('%s', (kind, mayPassWithTime, message) => {
    expect(hintFor(code, message)).toMatchObject({ kind, mayPassWithTime })
  })

  it('a revision that is gone', () => {
    expect(hintFor('PreconditionFailedException', 'The Revision Id provided…')?.kind).toBe('changed-meanwhile')
  })

  it('and none where the sentence says it all', () => {
    expect(hintFor(code, "You can't specify the function as a destination for itself.")).toBeUndefined()
  })
})

describe("an error's own members", () => {
  const service = (name: string, httpStatusCode: number | undefined, message = '') =>
    Object.assign(new Error(message), {
      name,
      ...(httpStatusCode && { $fault: 'client', $metadata: { httpStatusCode } }),
    })

  it.each([
    ['TooManyRequestsException', 429, true],
    ['ServiceException', 500, true],
    ['ResourceConflictException', 409, true],
    ['TimeoutError', undefined, true],
    ['PreconditionFailedException', 412, false],
    ['InvalidParameterValueException', 400, false],
    ['AccessDeniedException', 403, false],
  ])('%s with status %s: retriable is %s', (name, status, retriable) => {
    expect(fromService({ operation: 'put', FunctionName: 'error' }, service(name, status))).toMatchObject({ retriable })
  })

  it.each([
    { name: 'ResourceConflictException', status: 409, code: 'ResourceConflictException' },
    { name: 'ResourceNotFoundException', status: undefined, code: 'ResourceNotFoundException' },
    { name: 'CodeSigningConfigNotFoundException', status: 404, code: 'service-error' },
    { name: 'toString', status: 400, code: 'service-error' },
  ])('the code of $name with status $status is $code', ({ name, status, code }) => {
    const error = fromService({ operation: 'put', FunctionName: 'error' }, service(name, status))
    expect(error).toMatchObject({ code, awsErrorName: name })
  })

  it.each([
    { what: 'of an SDK without credentials', cause: service('CredentialsProviderError', undefined) },
    {
      what: 'of a response that the SDK cannot read',
      cause: Object.assign(new TypeError(), { $metadata: { httpStatusCode: 200 } }),
    },
  ])('the code of the error $what is sdk-error', ({ cause }) => {
    const error = fromService({ operation: 'put', FunctionName: 'error' }, cause)
    expect(error).toMatchObject({ code: 'sdk-error', awsErrorName: undefined, cause })
  })

  it.each([
    [{ FunctionName: arn, Qualifier: 'live' }, '', `${arn}:live`],
    [{ FunctionName: `${arn}:7` }, '', `${arn}:7`],
    [{ FunctionName: arn }, '', `${arn}:$LATEST`],
    [{ FunctionName: 'error' }, `The function ${arn}:live doesn't have an EventInvokeConfig`, `${arn}:live`],
    [{ FunctionName: 'error' }, "The function doesn't exist.", undefined],
  ])('functionArn of %j, told %j, is %s', (target, message, functionArn) => {
    const error = fromService({ operation: 'get', ...target }, service('ResourceNotFoundException', 404, message))
    expect(error.functionArn).toBe(functionArn)
  })
})
