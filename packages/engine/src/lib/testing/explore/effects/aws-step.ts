import { batchOf } from './aws-batches.ts'
import { tokenOf } from './aws-token.ts'
import { plain } from './dynamo-expression.ts'
import type { Step } from './world.ts'

type Input = Readonly<Record<string, unknown>>

const reads = /^(Get|Query|Scan|List|Describe|Head|BatchGet|TransactGet|Receive|Search|Select|Lookup|Filter)/

/** Operations of DynamoDB that write, on tables that are compared as a whole. */
const tableWrites = /^((Put|Update|Delete|BatchWrite)Item|TransactWriteItems)$/

/** Operations whose names begin like those that set something, and that add something instead. */
const additions = /^Put(Events|Records?|RecordBatch|MetricData|LogEvents|TraceSegments|DataPoints)$/
const settings = /^(Put|Set|Update|Delete|Tag|Untag|Change|Copy|Abort|Cancel|Stop|Enable|Disable|Purge)/

/** Names that attributes of a table's key usually have. */
const keyAttributes = ['pk', 'PK', 'sk', 'SK', 'id', 'Id', 'ID']

/** The step that a command of the AWS SDK is. */
export function awsStep(operation: string, input: Input, usesTables: boolean): Step {
  const name = [operation, targetOf(input)].filter((part) => part !== '').join(' ')
  const parts = batchOf(operation, input)?.entries.map(({ step }) => step)
  const about = { name, data: input, ...(parts !== undefined && { parts }) }
  if (reads.test(operation) || isQuery(operation, input)) return { ...about, kind: 'read' }
  if (usesTables && tableWrites.test(operation)) return { ...about, kind: 'state' }
  if (setsTarget(operation, input)) return { ...about, kind: 'state' }
  const token = tokenOf(operation, input)
  return token === undefined ? { ...about, kind: 'append' } : { ...about, kind: 'keyed', key: token }
}

/** The queue, table, bucket or the like that a command is about; empty if it names none. */
export function targetOf(input: Input): string {
  const target = ['TableName', 'QueueUrl', 'TopicArn', 'FunctionName', 'Bucket', 'stateMachineArn']
    .map((member) => input[member])
    .find((value) => typeof value === 'string')
  return typeof target === 'string' ? target : ''
}

/** The row, object or setting that an input names; the whole item if its key is not known. */
export function rowOf(input: Input): string {
  const { Key, Item } = input
  if (typeof Key === 'string') return Key
  if (isRecord(Key)) return Object.values(Key).map(plainText).join('/')
  if (!isRecord(Item)) return String(input.Name ?? input.SecretId ?? input.Id ?? '')
  const named = keyAttributes.filter((name) => Item[name] !== undefined).map((name) => plainText(Item[name]))
  return named.length > 0 ? named.join('/') : JSON.stringify(Item)
}

/** Whether repetitions leave the same state. An update that counts or appends does not. */
function setsTarget(operation: string, { UpdateExpression, sql, Statement }: Input): boolean {
  if (/ExecuteStatement$/.test(operation)) return setsRows(String(sql ?? Statement ?? ''))
  if (operation !== 'UpdateItem') return settings.test(operation) && !additions.test(operation)
  return !/\bADD\b|[+]|(?<!\w)-(?!\w)|list_append/i.test(String(UpdateExpression ?? ''))
}

/** Statements of SQL that may be repeated: an upsert, a deletion, an update that does not count. */
function setsRows(sql: string): boolean {
  if (/^\s*insert\b/i.test(sql)) return /\bon (?:conflict|duplicate)\b|\binsert ignore\b/i.test(sql)
  return /^\s*(?:update|delete|merge|replace)\b/i.test(sql) && !/=\s*[\w."]+\s*[-+*/]/.test(sql)
}

function isQuery(operation: string, { sql, Statement }: Input): boolean {
  return /ExecuteStatement$/.test(operation) && /^\s*(?:select|with)\b/i.test(String(sql ?? Statement ?? ''))
}

/** The value of an attribute, with or without DynamoDB's type. */
function plainText(value: unknown): string {
  return String(plain(value))
}

function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null
}
