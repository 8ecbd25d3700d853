import { describe, expect, it } from 'vitest'
import { createEffects, type Effects, explore } from '../src/testing.ts'

type Input = Readonly<Record<string, unknown>>
type Middleware = (
  next: unknown,
  context: { commandName: string },
) => (args: { input: Input }) => Promise<{ output: Input }>

/** A client with the middleware stack of the AWS SDK v3, as far as one middleware needs it. */
class Client {
  #middleware: Middleware | undefined
  readonly middlewareStack = {
    add: (middleware: Middleware) => {
      this.#middleware = middleware
    },
  }

  async send(commandName: string, input: Input): Promise<Input> {
    if (this.#middleware === undefined) throw new Error('the client would call AWS')
    return (await this.#middleware(undefined, { commandName })({ input })).output
  }
}

const TableName = 'orders'
const event = { orderId: 'A-1', total: 9 }
type Order = typeof event

async function exploreClient(
  handlerOf: (send: Client['send'], effects: Effects) => (event: Order) => unknown,
  followedBy: readonly unknown[] = [],
) {
  const effects = createEffects()
  const client = new Client()
  effects.watchAws(client)
  return explore(handlerOf(client.send.bind(client), effects), event, { effects, followedBy })
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && ['ConditionalCheckFailedException', 'TransactionCanceledException'].includes(error.name)

describe('effects.watchAws', () => {
  it('finds a message without a deduplication id', async () => {
    const { problems } = await exploreClient(
      (send) => (order) =>
        send('SendMessageCommand', { QueueUrl: 'https://sqs/q', MessageBody: JSON.stringify(order) }),
    )
    expect(problems.map(({ kind }) => kind)).toEqual(['twice'])
  })

  it('counts a message with a deduplication id once', async () => {
    const { problems } = await exploreClient(
      (send) => (order) =>
        send('SendMessageCommand', { QueueUrl: 'https://sqs/q.fifo', MessageDeduplicationId: order.orderId }),
    )
    expect(problems).toEqual([])
  })

  it('finds a counter that every delivery increases', async () => {
    const { problems } = await exploreClient(
      (send) => () =>
        send('UpdateItemCommand', {
          ...{ TableName, Key: { orderId: { S: 'total' } }, UpdateExpression: 'ADD #n :one' },
          ...{ ExpressionAttributeNames: { '#n': 'n' }, ExpressionAttributeValues: { ':one': { N: '1' } } },
        }),
    )
    expect(problems).toMatchObject([{ kind: 'changed', subject: 'orders/total' }])
  })

  it('finds a get and a put without a condition, between which another run comes', async () => {
    const { problems } = await exploreClient((send) => async ({ orderId }) => {
      const { Item } = await send('GetCommand', { TableName, Key: { orderId } })
      if (Item !== undefined) return
      await send('PublishCommand', { TopicArn: 'arn:aws:sns:us-east-1:123456789012:shipped', Message: orderId })
      await send('PutCommand', { TableName, Item: { orderId } })
    })
    expect(problems.map(({ kind }) => kind)).toContain('twice')
  })

  it.each([
    {
      name: 'a put with a condition',
      handlerOf:
        (send: Client['send']) =>
        async ({ orderId, total }: Order) => {
          const ConditionExpression = 'attribute_not_exists(orderId)'
          try {
            await send('PutCommand', { TableName, Item: { orderId, total, at: Date.now() }, ConditionExpression })
          } catch (error) {
            if (!isRefused(error)) throw error
          }
        },
    },
    {
      name: 'an update that only newer versions pass',
      handlerOf:
        (send: Client['send']) =>
        async ({ orderId, total }: Order) => {
          try {
            await send('UpdateItemCommand', {
              ...{
                TableName,
                Key: { orderId: { S: orderId } },
                UpdateExpression: 'SET #t = :t, seen = if_not_exists(seen, :t)',
              },
              ConditionExpression: 'attribute_not_exists(#t) OR (#t < :t AND NOT #t = :t)',
              ExpressionAttributeNames: { '#t': 'total' },
              ExpressionAttributeValues: { ':t': { N: String(total) } },
            })
          } catch (error) {
            if (!isRefused(error)) throw error
          }
        },
    },
    {
      name: 'a transaction of the row and its count',
      handlerOf:
        (send: Client['send']) =>
        async ({ orderId }: Order) => {
          const Put = { TableName, Item: { orderId }, ConditionExpression: 'attribute_not_exists(orderId)' }
          const Update = {
            ...{
              TableName: 'counts',
              Key: { day: '2026-01-01' },
              UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one',
            },
            ExpressionAttributeValues: { ':zero': 0, ':one': 1 },
          }
          try {
            await send('TransactWriteCommand', { TransactItems: [{ Put }, { Update }] })
          } catch (error) {
            if (!isRefused(error)) throw error
          }
        },
    },
  ])('raises no alarm for $name', async ({ handlerOf }) => {
    const { problems, text, steps } = await exploreClient(handlerOf)
    expect(problems, text).toEqual([])
    expect(steps).toEqual([1])
  })

  it('answers gets, queries and batches from its tables', async () => {
    const effects = createEffects()
    const client = new Client()
    effects.watchAws(client)
    const rows = [1, 2, 3].map((n) => ({ PutRequest: { Item: { pk: 'a', sk: `row-${n}`, n, tags: ['x'] } } }))
    await client.send('BatchWriteItemCommand', { RequestItems: { [TableName]: rows } })
    const found = await client.send('QueryCommand', {
      ...{
        TableName,
        KeyConditionExpression: 'pk = :a AND begins_with(sk, :row)',
        FilterExpression: 'n BETWEEN :two AND :two',
      },
      ExpressionAttributeValues: { ':a': 'a', ':row': 'row-', ':two': 2 },
    })
    expect(found).toMatchObject({ Count: 1, Items: [{ sk: 'row-2' }] })
    await client.send('UpdateCommand', {
      ...{ TableName, Key: { pk: 'a', sk: 'row-1' }, UpdateExpression: 'SET tags = list_append(tags, :y) REMOVE n' },
      ExpressionAttributeValues: { ':y': ['y'] },
    })
    const { Item } = await client.send('GetCommand', { TableName, Key: { pk: 'a', sk: 'row-1' } })
    expect(Item).toEqual({ pk: 'a', sk: 'row-1', tags: ['x', 'y'] })
    await client.send('DeleteCommand', { TableName, Key: { pk: 'a', sk: 'row-1' } })
    expect((await client.send('ScanCommand', { TableName })).Count).toBe(2)
  })

  it('answers as the test says', async () => {
    const effects = createEffects()
    const client = new Client()
    effects.watchAws(client, (commandName, input) => ({ commandName, input }))
    expect(await client.send('GetObjectCommand', { Key: 'k' })).toMatchObject({ commandName: 'GetObjectCommand' })
  })

  it('refuses an expression that it cannot read', async () => {
    const effects = createEffects()
    const client = new Client()
    effects.watchAws(client)
    const put = client.send('PutCommand', { TableName, Item: { pk: 'a' }, ConditionExpression: 'magic(pk)' })
    await expect(put).rejects.toThrow('explore does not know the function magic')
  })
})
