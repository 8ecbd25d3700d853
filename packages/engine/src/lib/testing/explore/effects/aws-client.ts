import { DynamoTables } from './dynamo-tables.ts'
import type { Step, World } from './world.ts'

/** A client of the AWS SDK for JavaScript v3, as far as it is needed here. */
export interface WatchedAwsClient {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: each client has types of its own for its middleware
    add(middleware: any, options: any): void
  }
}

/** Answers a command in place of AWS. It may keep data in tables of `Effects`. If it throws, nothing has happened. */
export type AnswerAwsCommand = (commandName: string, input: Readonly<Record<string, unknown>>) => unknown

interface Watching {
  step<Answer>(step: Step, perform: () => Answer | Promise<Answer>): Promise<Answer>
  world(): World
}

type Input = Readonly<Record<string, unknown>>

const reads = /^(Get|Query|Scan|List|Describe|Head|BatchGet|TransactGet|Receive|Search|Select)/

/** Members of inputs that make a repetition without effect. */
const tokens = [
  'ClientRequestToken',
  'ClientToken',
  'clientToken',
  'clientRequestToken',
  'IdempotencyToken',
  'MessageDeduplicationId',
]

/** Operations of DynamoDB by the names that the document client gives them. */
const longNames: Readonly<Record<string, string>> = {
  ...{ Get: 'GetItem', Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', BatchGet: 'BatchGetItem' },
  ...{ BatchWrite: 'BatchWriteItem', TransactWrite: 'TransactWriteItems', TransactGet: 'TransactGetItems' },
}

/** Names that attributes of a table's key usually have. */
const keyAttributes = ['pk', 'PK', 'sk', 'SK', 'id', 'Id', 'ID']

/** Adds the middleware that answers each command in place of AWS, as one step. */
export function watchAwsClient(
  client: WatchedAwsClient,
  answer: AnswerAwsCommand | undefined,
  { step, world }: Watching,
): void {
  const dynamo = new DynamoTables()
  const middleware =
    (_next: unknown, { commandName = 'Command' }: { commandName?: string }) =>
    async ({ input }: { input: Input }) => {
      const short = commandName.replace(/Command$/, '')
      const operation = longNames[short] ?? short
      const taken = stepOf(operation, input, answer === undefined)
      const output = await step(taken, async () => {
        const answered =
          answer === undefined ? dynamo.answer(operation, input, world()) : await answer(commandName, input)
        if (answered === undefined || answer !== undefined) change(world(), operation, input, taken)
        return answered ?? defaultAnswer(operation)
      })
      return { response: {}, output: { $metadata: {}, ...(typeof output === 'object' ? output : {}) } }
    }
  client.middlewareStack.add(middleware, {
    step: 'initialize',
    priority: 'high',
    name: 'exploreEffects',
    override: true,
  })
}

/** Operations of DynamoDB that write, on tables that are compared as a whole. */
const tableWrites = /^((Put|Update|Delete|BatchWrite)Item|TransactWriteItems)$/

/** The part of an answer that handlers read where nothing answers. */
function defaultAnswer(operation: string): Input {
  if (/^(SendMessage|Publish|SendEmail)$/.test(operation)) return { MessageId: '00000000-0000-4000-8000-000000000000' }
  if (operation === 'PutEvents') return { FailedEntryCount: 0, Entries: [] }
  return operation === 'Invoke' ? { StatusCode: 202 } : {}
}

function stepOf(operation: string, input: Input, usesTables: boolean): Step {
  const name = [operation, targetOf(input)].filter((part) => part !== '').join(' ')
  if (reads.test(operation)) return { name, kind: 'read', data: input }
  if (usesTables && tableWrites.test(operation)) return { name, kind: 'state', data: input }
  if (setsTarget(operation, input)) return { name, kind: 'state', data: input }
  const token = operation === 'StartExecution' ? input.name : tokens.map((member) => input[member]).find(Boolean)
  return typeof token === 'string'
    ? { name, kind: 'keyed', key: token, data: input }
    : { name, kind: 'append', data: input }
}

function targetOf(input: Input): string {
  const target = ['TableName', 'QueueUrl', 'TopicArn', 'FunctionName', 'Bucket', 'stateMachineArn']
    .map((member) => input[member])
    .find((value) => typeof value === 'string')
  return typeof target === 'string' ? target : ''
}

/** Whether repetitions leave the same state. An update that counts or appends does not. */
function setsTarget(operation: string, { UpdateExpression }: Input): boolean {
  if (/^(Put|Delete)(Item|Object)/.test(operation)) return true
  if (operation !== 'UpdateItem') return false
  return !/\bADD\b|[+]|(?<!\w)-(?!\w)|list_append/i.test(String(UpdateExpression ?? ''))
}

function change(world: World, operation: string, input: Input, step: Step): void {
  if (step.kind === 'append' || step.kind === 'keyed') world.calls.push(step)
  if (step.kind !== 'state') return
  const rows = world.table(targetOf(input) || operation)
  const key = keyOf(input)
  if (operation.startsWith('Delete')) rows.delete(key)
  else rows.set(key, input.Item ?? input.Body ?? input)
}

/** The row or object that an input names; the whole item if its key is not known. */
function keyOf({ Key, Item }: Input): string {
  if (typeof Key === 'string') return Key
  if (isRecord(Key)) return Object.values(Key).map(plain).join('/')
  if (!isRecord(Item)) return ''
  const named = keyAttributes.filter((name) => Item[name] !== undefined).map((name) => plain(Item[name]))
  return named.length > 0 ? named.join('/') : JSON.stringify(Item)
}

/** The value of an attribute, with or without DynamoDB's type. */
function plain(value: unknown): string {
  return String(isRecord(value) ? (Object.values(value)[0] ?? '') : value)
}

function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null
}
