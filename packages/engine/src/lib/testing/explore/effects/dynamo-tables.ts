import { ExpressionReader, type Item, plain } from './dynamo-expression.ts'
import type { World } from './world.ts'

type Input = Readonly<Record<string, unknown>>

/** Names that attributes of a table's key usually have. */
const usualKeys = ['pk', 'PK', 'sk', 'SK', 'id', 'Id', 'ID']

/** Error of DynamoDB, as its client throws it. */
class DynamoError extends Error {
  override readonly name: string
  readonly $fault = 'client'
  readonly $metadata = { httpStatusCode: 400 }
  readonly Item: unknown

  constructor(name: string, message: string, item?: unknown) {
    super(message)
    this.name = name
    this.Item = item
  }
}

/** A DynamoDB in memory, as far as handlers need it under `explore`: items, conditions, updates, transactions, queries. */
export class DynamoTables {
  /** Attributes of each table's key, as far as calls have named them. */
  readonly #keys = new Map<string, readonly string[]>()

  /** Answers an operation; `undefined` if it is none of DynamoDB's that are known. */
  answer(operation: string, input: Input, world: World): Input | undefined {
    const { TableName: table, Key, TransactItems, RequestItems } = input
    if (typeof table === 'string' && isItem(Key)) this.#keys.set(table, Object.keys(Key).sort())
    if (Array.isArray(TransactItems) && operation === 'TransactWriteItems') return this.#transact(TransactItems, world)
    if (isItem(RequestItems)) return this.#batch(operation, RequestItems, world)
    if (typeof table !== 'string') return undefined
    switch (operation) {
      case 'GetItem': {
        const item = world.table(table).get(this.#keyOf(table, input))
        return item === undefined ? {} : { Item: structuredClone(item) }
      }
      case 'PutItem':
      case 'DeleteItem':
      case 'UpdateItem':
        this.#check(table, input, world)
        return this.#write(operation, table, input, world)
      case 'Query':
      case 'Scan':
        return this.#search(table, input, world)
      default:
        return undefined
    }
  }

  #write(operation: string, table: string, input: Input, world: World): Input {
    const rows = world.table(table)
    const key = this.#keyOf(table, input)
    const before = rows.get(key)
    let after: unknown
    if (operation === 'PutItem') after = structuredClone(input.Item)
    else if (operation === 'UpdateItem') {
      const item = isItem(before) ? before : isItem(input.Key) ? input.Key : {}
      after = readerOf(String(input.UpdateExpression ?? ''), item, input).update()
    }
    if (after === undefined) rows.delete(key)
    else rows.set(key, after)
    const returned = String(input.ReturnValues ?? 'NONE')
    if (returned === 'NONE') return {}
    return { Attributes: structuredClone(returned.endsWith('OLD') ? before : after) }
  }

  #check(table: string, input: Input, world: World): void {
    const { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: returned } = input
    if (typeof condition !== 'string') return
    const item = world.table(table).get(this.#keyOf(table, input))
    if (readerOf(condition, isItem(item) ? item : {}, input).condition()) return
    const shown = returned === 'ALL_OLD' ? structuredClone(item) : undefined
    throw new DynamoError('ConditionalCheckFailedException', 'The conditional request failed', shown)
  }

  #transact(items: readonly unknown[], world: World): Input {
    const writes = items.flatMap((each) => (isItem(each) ? Object.entries(each) : []))
    const failed = writes.map(([, input]) => {
      try {
        if (isItem(input)) this.#check(String(input.TableName), input, world)
        return 'None'
      } catch (error) {
        if (error instanceof DynamoError) return 'ConditionalCheckFailed'
        throw error
      }
    })
    if (failed.some((code) => code !== 'None')) {
      const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${failed.join(', ')}]`
      throw new DynamoError('TransactionCanceledException', message)
    }
    for (const [verb, input] of writes)
      if (isItem(input) && verb !== 'ConditionCheck') this.#write(`${verb}Item`, String(input.TableName), input, world)
    return {}
  }

  #batch(operation: string, requests: Input, world: World): Input {
    const responses: Record<string, unknown> = {}
    for (const [table, request] of Object.entries(requests)) {
      if (operation === 'BatchWriteItem' && Array.isArray(request))
        for (const each of request)
          for (const [verb, input] of Object.entries(isItem(each) ? each : {}))
            if (isItem(input)) this.#write(verb.replace('Request', 'Item'), table, input, world)
      if (operation === 'BatchGetItem' && isItem(request) && Array.isArray(request.Keys))
        responses[table] = request.Keys.flatMap((Key) => world.table(table).get(this.#keyOf(table, { Key })) ?? [])
    }
    return { Responses: responses, UnprocessedItems: {}, UnprocessedKeys: {} }
  }

  #search(table: string, input: Input, world: World): Input {
    const conditions = [input.KeyConditionExpression, input.FilterExpression].filter((each) => typeof each === 'string')
    const items = [...world.table(table).values()].filter(
      (item) => isItem(item) && conditions.every((condition) => readerOf(condition, item, input).condition()),
    )
    return { Items: structuredClone(items), Count: items.length, ScannedCount: items.length }
  }

  #keyOf(table: string, { Key, Item, ConditionExpression }: Input): string {
    const item = isItem(Key) ? Key : isItem(Item) ? Item : {}
    const known =
      this.#keys.get(table) ?? (isItem(Key) ? Object.keys(Key).sort() : this.#guess(item, ConditionExpression))
    return known.map((name) => String(plain(item[name]))).join('/')
  }

  /** Names of key attributes of an item whose table no call has named them for. */
  #guess(item: Item, condition: unknown): readonly string[] {
    const usual = usualKeys.filter((name) => item[name] !== undefined)
    if (usual.length > 0) return usual.sort()
    const tested = /attribute_not_exists\s*\(\s*(\w+)\s*\)/.exec(String(condition))?.[1]
    return [tested ?? Object.keys(item)[0] ?? '']
  }
}

function readerOf(expression: string, item: Item, input: Input): ExpressionReader {
  const names = Object.entries(isItem(input.ExpressionAttributeNames) ? input.ExpressionAttributeNames : {})
  return new ExpressionReader(expression, item, {
    names: Object.fromEntries(names.map(([name, value]) => [name, String(value)])),
    values: isItem(input.ExpressionAttributeValues) ? input.ExpressionAttributeValues : {},
  })
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
