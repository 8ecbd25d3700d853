import { describe, expect, it } from 'vitest'
import type { Handler } from '../../functions/handler.ts'
import { createEffects, type Effects } from './effects/effects.ts'
import { type ExploreOptions, explore, type HandlerSource } from './explore.ts'

interface Order {
  readonly orderId: string
  readonly version?: number
  readonly status?: string
  readonly items?: readonly string[]
  readonly total?: number
}

interface Example {
  readonly name: string
  readonly handler: (effects: Effects) => Handler | HandlerSource
  readonly event?: unknown
  readonly options?: ExploreOptions
}

const order = { orderId: 'A-1', version: 1, status: 'new', total: 9 }
const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'

const wrong: readonly (Example & { readonly kind: string; readonly subject: string })[] = [
  {
    name: 'no idempotency key',
    handler:
      (effects) =>
      ({ orderId }: Order) =>
        effects.call('charge', { orderId }),
    ...{ kind: 'twice', subject: 'charge' },
  },
  {
    name: 'a key of the attempt',
    handler:
      (effects) =>
      ({ orderId }: Order) =>
        effects.call('charge', { orderId }, { key: `${orderId}-${Date.now()}` }),
    ...{ kind: 'twice', subject: 'charge' },
  },
  {
    name: 'a key set after the effect',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        const done = effects.table('done')
        if (await done.get(orderId)) return
        await effects.call('charge', { orderId })
        await done.put(orderId, true)
      },
    ...{ kind: 'twice', subject: 'charge' },
  },
  {
    name: 'a key set before the effect',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        if (!(await effects.table('done').putIfAbsent(orderId, true))) return
        await effects.call('charge', { orderId })
      },
    ...{ kind: 'lost', subject: 'charge' },
  },
  {
    name: 'check, then act',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        const charged = effects.table<number>('charged')
        const total = (await charged.get('today')) ?? 0
        if (await effects.table('seen').get(orderId)) return
        await effects.table('seen').put(orderId, true)
        await charged.put('today', total + 9)
      },
    ...{ kind: 'lost', subject: 'charged/today' },
  },
  {
    name: 'an effect before validation',
    handler:
      (effects) =>
      async ({ orderId, items = [] }: Order) => {
        await effects.call('reserve', { orderId }, { key: orderId })
        if (items.length === 0) throw new Error('no items')
      },
    ...{ kind: 'before-failure', subject: 'reserve' },
  },
  {
    name: 'a partial batch that is thrown',
    event: ['a', 'b', 'bad'],
    handler: (effects) => async (items: readonly string[]) => {
      for (const item of items) {
        if (item === 'bad') throw new Error('bad item')
        await effects.call('ship', item)
      }
    },
    ...{ kind: 'twice', subject: 'ship "a"' },
  },
  {
    name: 'a partial batch that is returned',
    event: ['a', 'bad'],
    handler: (effects) => async (items: readonly string[]) => {
      const batchItemFailures: object[] = []
      for (const item of items)
        if (item === 'bad') batchItemFailures.push({ itemIdentifier: item })
        else await effects.call('ship', item, { key: item })
      return { batchItemFailures }
    },
    ...{ kind: 'lost', subject: 'batchItemFailures of event 1' },
  },
  {
    name: 'a time-out between two writes',
    handler:
      (effects) =>
      async ({ orderId, total }: Order) => {
        const orders = effects.table('orders')
        if (await orders.get(orderId)) return
        await orders.put(orderId, { total })
        await effects.table('by-day').put('2026-01-01', { orderId })
      },
    ...{ kind: 'lost', subject: 'by-day/2026-01-01' },
  },
  {
    name: 'a memory of what is done that a restart loses',
    handler: (effects) => ({
      create: () => {
        const seen = new Set<string>()
        return async ({ orderId }: Order) => {
          if (seen.has(orderId)) return
          await effects.call('charge', { orderId })
          seen.add(orderId)
        }
      },
    }),
    ...{ kind: 'twice', subject: 'charge' },
  },
  {
    name: 'a memory of what is done, in a handler that cannot be created anew',
    handler: (effects) => {
      const seen = new Set<string>()
      return async ({ orderId }: Order) => {
        if (seen.has(orderId)) return
        await effects.call('charge', { orderId })
        seen.add(orderId)
      }
    },
    ...{ kind: 'memory', subject: 'charge' },
  },
  {
    name: 'a fetch without await',
    handler:
      () =>
      async ({ orderId }: Order) => {
        void fetch('https://shop.example/mails', { method: 'POST', headers: { 'Idempotency-Key': orderId } })
      },
    ...{ kind: 'lost', subject: 'POST https://shop.example/mails' },
  },
  {
    name: 'a swallowed error',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        try {
          await effects.call('mail', { orderId }, { key: orderId })
        } catch {
          // It goes on without the mail.
        }
      },
    ...{ kind: 'lost', subject: 'mail' },
  },
  {
    name: 'an assumed order',
    options: { followedBy: [{ ...order, version: 2, status: 'paid' }] },
    handler:
      (effects) =>
      async ({ orderId, status }: Order) => {
        await effects.table('orders').put(orderId, { status })
      },
    ...{ kind: 'changed', subject: 'orders/A-1' },
  },
  {
    name: 'an assumed setting',
    event: { orderId: 'A-1', items: [] },
    options: { settings: { MaximumRetryAttempts: 0, OnFailure: queue }, settingsBefore: {} },
    handler: () => async () => {
      throw new Error('the destination of failures takes care of it')
    },
    ...{ kind: 'lost', subject: 'record of event 1' },
  },
  {
    name: 'a lock that a time-out leaves for ever',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        const locks = effects.table<string>('locks')
        if (!(await locks.putIfAbsent(orderId, 'in progress'))) {
          if ((await locks.get(orderId)) === 'done') return
          throw new Error('in progress')
        }
        await effects.call('charge', { orderId }, { key: orderId })
        await locks.put(orderId, 'done')
      },
    ...{ kind: 'lost', subject: 'charge' },
  },
  {
    name: 'a call without await',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        void effects.call('mail', { orderId }, { key: orderId })
      },
    ...{ kind: 'lost', subject: 'mail' },
  },
  {
    name: 'a counter that two events read and write',
    options: { followedBy: [{ ...order, orderId: 'A-2' }] },
    handler: (effects) => async () => {
      const counters = effects.table<number>('counters')
      await counters.put('orders', ((await counters.get('orders')) ?? 0) + 1)
    },
    ...{ kind: 'changed', subject: 'counters/orders' },
  },
  {
    name: 'a row with a new id in every run',
    handler:
      (effects) =>
      async ({ total }: Order) => {
        await effects.table('orders').put(`${Math.random()}`, { total })
      },
    ...{ kind: 'twice', subject: 'rows of orders' },
  },
  {
    name: 'a POST without an idempotency key',
    handler:
      () =>
      async ({ orderId }: Order) => {
        await fetch('https://pay.example/charges', { method: 'POST', body: JSON.stringify({ orderId }) })
      },
    ...{ kind: 'twice', subject: 'POST https://pay.example/charges' },
  },
]

const correct: readonly Example[] = [
  {
    name: 'a key of the order',
    handler:
      (effects) =>
      ({ orderId }: Order) =>
        effects.call('charge', { orderId }, { key: orderId }),
  },
  {
    name: 'one conditional write',
    handler:
      (effects) =>
      async ({ orderId, total }: Order) => {
        await effects.table('orders').putIfAbsent(orderId, { total, at: Date.now() })
      },
  },
  {
    name: 'writes that set the same values',
    handler:
      (effects) =>
      async ({ orderId, total }: Order) => {
        await effects.table('orders').put(orderId, { total })
        await effects.table('by-day').put('2026-01-01', { orderId })
      },
  },
  {
    name: 'a lock that expires with the function',
    handler:
      (effects) =>
      async ({ orderId }: Order, context) => {
        const locks = effects.table<{ status: string; expiresAt: number }>('locks')
        const expiresAt = Date.now() + context.getRemainingTimeInMillis()
        let isMine = false
        const lock = await locks.update(orderId, (current) => {
          isMine = current === undefined || (current.status === 'in progress' && current.expiresAt <= Date.now())
          return isMine ? { status: 'in progress', expiresAt } : current
        })
        if (!isMine && lock?.status === 'done') return
        if (!isMine) throw new Error('in progress')
        try {
          await effects.call('charge', { orderId }, { key: orderId })
        } catch (error) {
          await locks.delete(orderId)
          throw error
        }
        await locks.put(orderId, { status: 'done', expiresAt })
      },
  },
  {
    name: 'versions in place of an order',
    options: { followedBy: [{ ...order, version: 2, status: 'paid' }] },
    handler:
      (effects) =>
      async ({ orderId, version = 0, status }: Order) => {
        await effects
          .table<{ version: number; status: string | undefined }>('orders')
          .update(orderId, (row) => (row !== undefined && row.version >= version ? row : { version, status }))
      },
  },
  {
    name: 'validation before the effect',
    event: { orderId: 'A-1', items: [] },
    handler:
      (effects) =>
      async ({ orderId, items = [] }: Order) => {
        if (items.length === 0) throw new Error('no items')
        await effects.call('reserve', { orderId }, { key: orderId })
      },
  },
  {
    name: 'a batch with a key for each item, thrown at its end',
    event: ['a', 'b', 'c'],
    handler: (effects) => async (items: readonly string[]) => {
      const results = await Promise.allSettled(items.map((item) => effects.call('ship', item, { key: item })))
      if (results.some(({ status }) => status === 'rejected')) throw new Error('some items failed')
    },
  },
  {
    name: 'a row that knows its events',
    options: { followedBy: [{ ...order, orderId: 'A-2' }] },
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        await effects
          .table<{ ids: readonly string[]; count: number }>('counters')
          .update('orders', (row = { ids: [], count: 0 }) =>
            row.ids.includes(orderId) ? row : { ids: [...row.ids, orderId].sort(), count: row.count + 1 },
          )
      },
  },
  {
    name: 'retries in the handler, with the key',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        for (let attempt = 1; ; attempt += 1)
          try {
            return await effects.call('charge', { orderId }, { key: orderId })
          } catch (error) {
            if (attempt === 3) throw error
            await new Promise((resolve) => setTimeout(resolve, 100 * attempt))
          }
      },
  },
  {
    name: 'a memory that only saves work',
    handler: (effects) => ({
      create: () => {
        const prices = new Map<string, number>()
        return async ({ orderId }: Order) => {
          const price = prices.get(orderId) ?? (await effects.read('price', () => 9))
          prices.set(orderId, price)
          await effects.call('charge', { orderId, price }, { key: orderId })
        }
      },
    }),
  },
  {
    name: 'an outbox in the row, sent with its key',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        const orders = effects.table<{ mail: string }>('orders')
        await orders.update(orderId, (row) => row ?? { mail: 'to send' })
        if ((await orders.get(orderId))?.mail === 'sent') return
        await effects.call('mail', { orderId }, { key: orderId })
        await orders.put(orderId, { mail: 'sent' })
      },
  },
  {
    name: 'a compensation',
    handler:
      (effects) =>
      async ({ orderId }: Order) => {
        await effects.call('reserve', { orderId }, { key: `reserve-${orderId}` })
        try {
          await effects.call('charge', { orderId }, { key: `charge-${orderId}` })
        } catch (error) {
          await effects.call('release', { orderId }, { key: `release-${orderId}` })
          throw error
        }
      },
  },
  {
    name: 'a PUT, and a POST with an idempotency key',
    handler:
      () =>
      async ({ orderId }: Order) => {
        await fetch(`https://shop.example/orders/${orderId}`, { method: 'PUT', body: JSON.stringify({ orderId }) })
        const headers = { 'Idempotency-Key': orderId }
        const sent = await fetch('https://pay.example/charges', { method: 'POST', headers, body: '{}' })
        if (!sent.ok) throw new Error('not charged')
      },
  },
  { name: 'nothing to see', handler: () => async () => 'done' },
]

function run({ handler, event = order, options = {} }: Example) {
  const effects = createEffects()
  return explore(handler(effects), event, { effects, ...options })
}

describe('explore', () => {
  it.each(wrong)('finds $name', async ({ kind, subject, ...example }) => {
    const { problems, text } = await run(example)
    const found = problems.find((problem) => problem.kind === kind && problem.subject.startsWith(subject))
    expect(found, text).toBeDefined()
    expect(found?.schedule.faults.length).toBeLessThanOrEqual(1)
    const effects = createEffects()
    const again = await explore(example.handler(effects), example.event ?? order, {
      ...{ effects, ...example.options },
      schedules: found === undefined ? [] : [found.schedule],
    })
    expect(again.problems.map((problem) => problem.subject)).toContain(found?.subject)
  })

  it.each(correct)('raises no alarm for $name', async (example) => {
    const { problems, text } = await run(example)
    expect(problems, text).toEqual([])
  })

  it.each(wrong.slice(0, 3))('reports the same for the same seed: $name', async (example) => {
    expect((await run(example)).text).toBe((await run(example)).text)
  })

  it('prints the schedule, what happened, and a test to paste', async () => {
    const effects = createEffects()
    const handler = ({ orderId }: Order) => effects.call('charge', { orderId })
    const { problems } = await explore(handler, order, { effects })
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toBe('charge {"orderId":"A-1"} happened twice, and once without faults')
    expect(problems[0]?.trace).toEqual([
      '    +0 s  event 1, attempt 1  step 1: charge {"orderId":"A-1"}',
      '    +0 s  event 1, attempt 1  succeeds',
      '    +0 s  event 1, again, attempt 1  step 1: charge {"orderId":"A-1"}',
      '    +0 s  event 1, again, attempt 1  succeeds',
    ])
    expect(problems[0]?.test).toContain("        { fault: 'duplicate', event: 1, afterMs: 0 },\n")
  })

  it('leaves the process as it was', async () => {
    const { Date: date, setTimeout: timeout, fetch: request } = globalThis
    const { random } = Math
    await run({ name: '', handler: () => async () => Promise.reject(new Error('no')) })
    expect([globalThis.Date, globalThis.setTimeout, globalThis.fetch]).toEqual([date, timeout, request])
    expect(Math.random).toBe(random)
  })

  it('takes modules, each with effects of its own', async () => {
    const create = () => {
      const effects = createEffects()
      return { effects, handler: ({ orderId }: Order) => effects.call('charge', { orderId }) }
    }
    const { problems, steps } = await explore({ create }, order)
    expect([steps, problems.map(({ kind }) => kind)]).toEqual([[1], ['twice']])
  })

  it('says when it sees nothing of a handler', async () => {
    expect((await run({ name: '', handler: () => async () => 'done' })).text).toContain(
      'Nothing was seen of the handler',
    )
  })

  it.each([
    { handler: undefined, message: 'handler is undefined, not a function' },
    {
      handler: { create: () => ({}) },
      message: 'create returned no function; its handler is undefined, not a function',
    },
    { handler: { create: () => undefined }, message: 'create returned no function; its handler is undefined, not' },
  ])('refuses $handler in place of a handler', async ({ handler, message }) => {
    const refused = explore(handler as never, {})
    await expect(refused).rejects.toMatchObject({ name: 'EngineError', code: 'invalid-options' })
    await expect(refused).rejects.toThrow(message)
  })

  it('refuses settings that Lambda refuses', async () => {
    const refused = run({ name: '', handler: () => async () => {}, options: { settings: { MaximumRetryAttempts: 5 } } })
    await expect(refused).rejects.toMatchObject({ name: 'EngineError', code: 'invalid-options' })
  })
})
