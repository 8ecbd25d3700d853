import { describe, expect, it } from 'vitest'
import type { Handler } from '../../functions/handler.ts'
import { createEffects, type Effects } from './effects/effects.ts'
import { type ExploreOptions, explore } from './explore.ts'

type Middleware = (next: unknown, context: object) => (args: { input: object }) => Promise<{ output: object }>

/** A client of the AWS SDK, as far as `watchAws` needs one. */
class Client {
  readonly #middleware: Middleware[] = []
  readonly middlewareStack = { add: (middleware: Middleware) => void this.#middleware.push(middleware) }

  // biome-ignore lint/suspicious/noExplicitAny: the output of any command
  async send(command: string, input: object): Promise<any> {
    const [middleware] = this.#middleware
    return (await middleware?.(undefined, { commandName: `${command}Command` })({ input }))?.output
  }
}

interface World {
  readonly effects: Effects
  readonly aws: Client
}
interface Order {
  readonly id: string
  readonly isBad?: true
}
type Act = (order: Order) => Promise<unknown>

const order: Order = { id: 'A-1' }
const post = (headers: Record<string, string>) => fetch('https://pay.example', { method: 'POST', headers, body: '{}' })
const isCondition = (error: unknown) => error instanceof Error && error.name === 'ConditionalCheckFailedException'
const once = (id: string) => ({
  ...{ TableName: 'done', Item: { id } },
  ConditionExpression: 'attribute_not_exists(id)',
})

/** Effects that happen anew with every call. */
const effects: Readonly<Record<string, (world: World) => Act>> = {
  'a call of the recorder': (world) => (each) => world.effects.call('charge', each),
  'a method of a client': ({ effects }) => {
    const payments = effects.watch('payments', { charges: { create: async (_: Order) => ({}) } })
    return (each) => payments.charges.create(each)
  },
  'a POST': () => () => post({}),
  'a message of SQS':
    ({ aws }) =>
    ({ id }) =>
      aws.send('SendMessage', { QueueUrl: 'q', MessageBody: id }),
  'a notification of SNS':
    ({ aws }) =>
    ({ id }) =>
      aws.send('Publish', { TopicArn: 't', Message: id }),
  'an e-mail of SES':
    ({ aws }) =>
    ({ id }) =>
      aws.send('SendEmail', { Destination: id }),
  'events on a bus':
    ({ aws }) =>
    ({ id }) =>
      aws.send('PutEvents', { Entries: [{ Detail: id }] }),
  'an execution without a name':
    ({ aws }) =>
    ({ id }) =>
      aws.send('StartExecution', { stateMachineArn: 'm', input: id }),
  'a statement of SQL':
    ({ aws }) =>
    ({ id }) =>
      aws.send('ExecuteStatement', { sql: `INSERT INTO o VALUES ('${id}')` }),
}

/** Effects whose repetitions do nothing. */
const repeatable: Readonly<Record<string, (world: World) => Act>> = {
  'a call with a key': (world) => (each) => world.effects.call('charge', each, { key: each.id }),
  'a method with a key': ({ effects }) => {
    const payments = effects.watch('payments', { charge: async (..._: unknown[]) => ({}) })
    return ({ id }) => payments.charge({}, { idempotencyKey: id })
  },
  'a POST with a key':
    () =>
    ({ id }) =>
      post({ 'Idempotency-Key': id }),
  'a message of a FIFO queue':
    ({ aws }) =>
    ({ id }) =>
      aws.send('SendMessage', { QueueUrl: 'q.fifo', MessageBody: id, MessageDeduplicationId: id }),
  'a batch for a FIFO queue, whose failures are thrown':
    ({ aws }) =>
    async ({ id }) => {
      const Entries = ['1', '2'].map((Id) => ({ Id, MessageBody: id, MessageDeduplicationId: id + Id }))
      const { Failed } = await aws.send('SendMessageBatch', { QueueUrl: 'q.fifo', Entries })
      if (Failed.length > 0) throw new Error(`${Failed.length} messages failed`)
    },
  'an execution by name':
    ({ aws }) =>
    ({ id }) =>
      aws.send('StartExecution', { stateMachineArn: 'm', name: id }),
  'a row':
    ({ aws }) =>
    ({ id }) =>
      aws.send('PutItem', { TableName: 'rows', Item: { id: { S: id }, at: { N: `${Date.now()}` } } }),
  'an object':
    ({ aws }) =>
    ({ id }) =>
      aws.send('PutObject', { Bucket: 'b', Key: id, Body: id }),
  'an upsert':
    ({ aws }) =>
    ({ id }) =>
      aws.send('ExecuteStatement', { sql: `INSERT INTO o VALUES ('${id}') ON CONFLICT DO NOTHING` }),
}

/** Handlers around an effect, each with the kind of the problem. */
const faulty: Readonly<Record<string, { kind: string; handler: (world: World, act: Act) => Handler; event?: Order }>> =
  {
    'without a key': { kind: 'twice', handler: (_, act) => act },
    'with a row that is written after it': {
      kind: 'twice',
      handler:
        ({ aws }, act) =>
        async (each: Order) => {
          const { Item } = await aws.send('GetItem', { TableName: 'done', Key: { id: each.id } })
          if (Item !== undefined) return
          await act(each)
          await aws.send('PutItem', once(each.id))
        },
    },
    'with an object that is written after it': {
      kind: 'twice',
      handler:
        ({ aws }, act) =>
        async (each: Order) => {
          const isDone = await aws.send('HeadObject', { Bucket: 'done', Key: each.id }).then(
            () => true,
            () => false,
          )
          if (isDone) return
          await act(each)
          await aws.send('PutObject', { Bucket: 'done', Key: each.id, Body: '' })
        },
    },
  }
const faultyAroundAny: typeof faulty = {
  'with a row that is written before it': {
    kind: 'lost',
    handler:
      ({ aws }, act) =>
      async (each: Order) => {
        try {
          await aws.send('PutItem', once(each.id))
        } catch (error) {
          if (isCondition(error)) return
          throw error
        }
        await act(each)
      },
  },
  'with its failure swallowed': {
    kind: 'lost',
    handler: (_, act) => async (each: Order) => void (await act(each).catch(() => {})),
  },
  'before the event is checked': {
    kind: 'before-failure',
    event: { ...order, isBad: true },
    handler: (_, act) => async (each: Order) => {
      await act(each)
      if (each.isBad) throw new Error('bad order')
    },
  },
  'without await': { kind: 'lost', handler: (_, act) => async (each: Order) => void act(each) },
  'on a timer that nothing waits for': {
    kind: 'lost',
    handler: (_, act) => async (each: Order) => void setTimeout(() => void act(each), 10),
  },
}

/** Handlers that are right around an effect that may be repeated. */
const right: Readonly<Record<string, (world: World, act: Act) => Handler>> = {
  'on its own': (_, act) => act,
  'after a check': (_, act) => async (each: Order) => {
    if (each.isBad) throw new Error('bad order')
    await act(each)
  },
  'with a row that says how far it is':
    ({ aws }, act) =>
    async (each: Order) => {
      const { Attributes } = await aws.send('UpdateItem', {
        ...{ TableName: 'done', Key: { id: each.id }, ReturnValues: 'ALL_NEW' },
        UpdateExpression: 'SET progress = if_not_exists(progress, :started)',
        ExpressionAttributeValues: { ':started': 'started' },
      })
      if (Attributes.progress === 'done') return
      await act(each)
      await aws.send('UpdateItem', {
        ...{ TableName: 'done', Key: { id: each.id }, UpdateExpression: 'SET progress = :done' },
        ExpressionAttributeValues: { ':done': 'done' },
      })
    },
  'from an outbox':
    ({ aws }, act) =>
    async (each: Order) => {
      const outbox = { Put: { TableName: 'outbox', Item: { id: each.id } } }
      await aws
        .send('TransactWriteItems', { TransactItems: [{ Put: once(each.id) }, outbox] })
        .catch((error: Error) => {
          if (error.name !== 'TransactionCanceledException') throw error
        })
      const { Items } = await aws.send('Scan', { TableName: 'outbox' })
      for (const { id } of Items) {
        await act({ id })
        await aws.send('DeleteItem', { TableName: 'outbox', Key: { id } })
      }
    },
  'tried again at once': (_, act) => async (each: Order) => {
    for (let tries = 1; ; tries += 1)
      try {
        return await act(each)
      } catch (error) {
        if (tries === 3) throw error
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
  },
}

const problemsOf = async (create: (world: World) => Handler, event: Order = order, options: ExploreOptions = {}) => {
  const world = { effects: createEffects(), aws: new Client() }
  world.effects.watchAws(world.aws)
  return explore(create(world), event, { effects: world.effects, seeds: 0, ...options })
}

const around = <Around>(acts: typeof effects, arounds: Readonly<Record<string, Around>>) =>
  Object.entries(acts).flatMap(([what, act]) =>
    Object.entries(arounds).map(([how, around]) => ({ what, how, act, around })),
  )

describe('explore, for any effect', () => {
  it.each([...around(effects, faulty), ...around(effects, faultyAroundAny), ...around(repeatable, faultyAroundAny)])(
    'finds $what $how',
    async ({ act, around: { kind, handler, event } }) => {
      const { problems, text } = await problemsOf((world) => handler(world, act(world)), event)
      expect(
        problems.map((problem) => problem.kind),
        text,
      ).toContain(kind)
    },
  )

  it.each(around(repeatable, right))('raises no alarm for $what $how', async ({ act, around: handler }) => {
    const { problems, text } = await problemsOf((world) => handler(world, act(world)))
    expect(problems, text).toEqual([])
  })
})

describe('explore, for answers that say that they failed', () => {
  it.each([
    {
      what: 'a status that is only logged',
      handler:
        () =>
        async ({ id }: Order) =>
          void (await post({ 'Idempotency-Key': id })).ok,
    },
    {
      what: 'messages of a batch that failed',
      handler:
        ({ aws }: World) =>
        ({ id }: Order) => {
          const Entries = ['1', '2'].map((Id) => ({ Id, MessageBody: id, MessageDeduplicationId: id + Id }))
          return aws.send('SendMessageBatch', { QueueUrl: 'q.fifo', Entries })
        },
    },
    {
      what: 'rows of a batch that were not written',
      handler:
        ({ aws }: World) =>
        ({ id }: Order) => {
          const rows = ['1', '2'].map((each) => ({ PutRequest: { Item: { id: id + each } } }))
          return aws.send('BatchWriteItem', { RequestItems: { rows } })
        },
    },
  ])('finds $what', async ({ handler }) => {
    const { problems, text } = await problemsOf(handler)
    expect(
      problems.map(({ kind, schedule }) => [kind, schedule.faults[0]?.fault]),
      text,
    ).toContainEqual(['lost', 'failed-answer'])
  })

  it('raises no alarm where the answer is looked at, or the rest is sent again', async () => {
    const handler =
      ({ aws }: World) =>
      async ({ id }: Order) => {
        const { status } = await post({ 'Idempotency-Key': id })
        if (status >= 500) throw new Error(`status ${status}`)
        let left = { rows: ['1', '2'].map((each) => ({ PutRequest: { Item: { id: id + each } } })) }
        while (Object.keys(left).length > 0)
          left = (await aws.send('BatchWriteItem', { RequestItems: left })).UnprocessedItems
      }
    const { problems, text } = await problemsOf(handler)
    expect(problems, text).toEqual([])
  })
})

describe('explore, for other variants', () => {
  it.each([
    {
      what: 'a value that a failed read leaves at its default',
      kind: 'changed',
      handler:
        ({ effects }: World) =>
        async ({ id }: Order) => {
          const price = await effects.read('price', () => 9).catch(() => 0)
          await effects.call('charge', { price }, { key: id })
        },
    },
    {
      what: 'an effect beside one that fails',
      kind: 'twice',
      event: { ...order, isBad: true } as Order,
      handler:
        ({ effects }: World) =>
        async (each: Order) => {
          const check = async () => {
            if (each.isBad) throw new Error('bad order')
          }
          await Promise.all([effects.call('ship', each), check()])
        },
    },
    {
      what: 'a row that an overtaken event writes again',
      kind: 'changed',
      options: { followedBy: [{ ...order, isBad: true }] },
      handler:
        ({ aws }: World) =>
        ({ id, isBad }: Order) =>
          isBad
            ? aws.send('DeleteItem', { TableName: 'orders', Key: { id } })
            : aws.send('PutItem', { TableName: 'orders', Item: { id } }),
    },
    {
      what: 'retries that the settings from before do not give',
      kind: 'lost',
      options: { settings: { MaximumRetryAttempts: 2 }, settingsBefore: { MaximumRetryAttempts: 0 } },
      handler:
        ({ aws }: World) =>
        ({ id }: Order) =>
          aws.send('PutItem', { TableName: 'orders', Item: { id } }),
    },
  ] satisfies readonly {
    what: string
    kind: string
    handler: (world: World) => Handler
    event?: Order
    options?: ExploreOptions
  }[])(
    'finds $what',
    async ({
      kind,
      handler,
      event,
      options,
    }: {
      kind: string
      handler: (world: World) => Handler
      event?: Order
      options?: ExploreOptions
    }) => {
      const { problems, text } = await problemsOf(handler, event, options)
      expect(
        problems.map((problem) => problem.kind),
        text,
      ).toContain(kind)
    },
  )
})
