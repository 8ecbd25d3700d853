import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CloudFormation } from '@aws-sdk/client-cloudformation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCloudFormation, readPhysicalNames } from '../src/templates.ts'

const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/shop-Queue-1A'
const member = (id: string, name: string, type: string, status = 'CREATE_COMPLETE') =>
  `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${name}</PhysicalResourceId><ResourceType>${type}</ResourceType><ResourceStatus>${status}</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>`
const page = (members: string, next = '') =>
  `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${members}</StackResourceSummaries>${next && `<NextToken>${next}</NextToken>`}</ListStackResourcesResult></ListStackResourcesResponse>`
const refusal = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`

const pages: Readonly<Record<string, string>> = {
  'shop/': page(member('Orders', 'shop-Orders-9Z', 'AWS::Lambda::Function'), '2'),
  'shop/2': page('', '3'),
  'shop/3': page(
    [
      member('Queue', queue, 'AWS::SQS::Queue'),
      member('Child', 'arn:aws:cloudformation:us-east-1:123456789012:stack/shop-Child/1', 'AWS::CloudFormation::Stack'),
      member('Gone', 'shop-Gone-1', 'AWS::SQS::Queue', 'DELETE_COMPLETE'),
      member('Failed', '', 'AWS::SQS::Queue', 'CREATE_FAILED'),
      member('__proto__', 'odd', 'AWS::SQS::Queue'),
    ].join(''),
  ),
  'endless/': page('', '1'),
  'endless/1': page('', '1'),
  'denied/': refusal('AccessDenied', 'User is not authorized'),
}

/** Answers as CloudFormation's query protocol does. */
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const form = new URLSearchParams(body)
    const name = form.get('StackName')
    const answer =
      pages[`${name}/${form.get('NextToken') ?? ''}`] ??
      refusal('ValidationError', `Stack with id ${name} does not exist`)
    response.writeHead(answer.startsWith('<Error') ? 400 : 200, { 'content-type': 'text/xml' }).end(answer)
  })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

const client = () =>
  new CloudFormation({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  })

describe('readPhysicalNames', () => {
  it('reads every page of a stack, and lists nested stacks apart', async () => {
    const { physicalNames, nestedStacks } = await readPhysicalNames(client(), 'shop')
    expect(Object.entries(physicalNames)).toEqual([
      ['Orders', 'shop-Orders-9Z'],
      ['Queue', queue],
      ['__proto__', 'odd'],
    ])
    expect(nestedStacks).toEqual({ Child: 'arn:aws:cloudformation:us-east-1:123456789012:stack/shop-Child/1' })
  })

  it('names the functions and targets of a template for a plan', async () => {
    const { physicalNames } = await readPhysicalNames(client(), 'shop')
    const Destination = { 'Fn::GetAtt': ['Queue', 'Arn'] }
    const Properties = {
      FunctionName: { Ref: 'Orders' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination } },
    }
    const { desired } = readCloudFormation(
      {
        Resources: {
          Orders: { Type: 'AWS::Lambda::Function' },
          Queue: { Type: 'AWS::SQS::Queue' },
          Settings: { Type: 'AWS::Lambda::EventInvokeConfig', Properties },
        },
      },
      { region: 'us-east-1', accountId: '123456789012', physicalNames },
    )
    expect(desired.unknown).toBeUndefined()
    expect(desired.functions['shop-Orders-9Z']?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure).toEqual({
      Destination: 'arn:aws:sqs:us-east-1:123456789012:shop-Queue-1A',
    })
  })

  it.each([
    { stack: 'none', message: /the stack none: ValidationError: Stack with id none does not exist$/ },
    { stack: 'denied', message: /the stack denied: AccessDenied.*the caller needs cloudformation:ListStackResources$/ },
    { stack: 'endless', message: /the stack endless: the list repeats its page 1$/ },
  ])('rejects for the stack $stack', async ({ stack, message }) => {
    await expect(readPhysicalNames(client(), stack)).rejects.toThrow(message)
  })
})
