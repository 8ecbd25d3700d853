import { createEngine, EngineError, systemClock } from '@async-invoke/engine'
import { readReference } from '@async-invoke/engine/internal'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { enqueueWithin, openPostgresStore, type PostgresDatabase, type PostgresStore } from '../src/index.ts'
import { pgliteDatabase } from './pglite.ts'

const decoder = new TextDecoder()
const encoder = new TextEncoder()
let database: PostgresDatabase
let store: PostgresStore
beforeAll(async () => {
  database = (await pgliteDatabase()).database
  store = await openPostgresStore({ database })
})

/** Calls the SQL function, and returns its id or its error. */
async function callSql(name: unknown, payload: string | Uint8Array, type: string): Promise<string> {
  const sql = `select async_invoke.enqueue(($1::text), $2::${type}) as id`
  return database.query(sql, [name, payload]).then(
    ({ rows }) => `queued ${rows[0]?.id === null ? 'nothing' : ''}`.trim(),
    (error: Error) => error.message,
  )
}

async function callWithin(functionName: string, payload: Uint8Array): Promise<string> {
  return enqueueWithin(database, [{ functionName, payload }]).then(
    () => 'queued',
    (error: unknown) => (error instanceof EngineError ? error.code : String(error)),
  )
}

describe('events from SQL', () => {
  it('are the items of the same events from a program', async () => {
    const payload = '{"orderId": "A-1",  "orderId": 2}'
    const traceHeader = 'Root=1-5e1b4151-5ac6c58dc39d5a2b4c1d7f00;Sampled=1'
    const tenantId = 'a "tenant" of ключ\n'
    await database.query(`select async_invoke.enqueue('orders:live', $1::text, 'sql', $2::text, $3::text)`, [
      ...[payload, traceHeader, tenantId],
    ])
    const event = { functionName: 'orders:live', payload: encoder.encode(payload), traceHeader, tenantId }
    await enqueueWithin(database, [{ ...event, requestId: 'within' }])
    const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
    const [sql, within] = claims.map(({ id, lane, state, body, damaged }) => {
      const { acceptedAtMs, ...rest } = JSON.parse(decoder.decode(state))
      expect(Math.abs(acceptedAtMs - Date.now())).toBeLessThan(60_000)
      return { id, lane, rest, body: decoder.decode(body), damaged }
    })
    expect(sql).toEqual({ ...within, id: 'sql' })
    expect([sql?.body, sql?.rest.tenantId]).toEqual([payload, tenantId])
    await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
  })

  it.each([
    { type: 'text', payload: '{ "a": 1e400 }', body: '{ "a": 1e400 }' },
    { type: 'text', payload: '', body: '{}' },
    { type: 'bytea', payload: encoder.encode('{"b":"\\ud800"}'), body: '{"b":"\\ud800"}' },
    { type: 'json', payload: '{"b":1,  "a":2, "b":3e0}', body: '{"b":1,  "a":2, "b":3e0}' },
    // Spaces, order and repetitions are lost.
    { type: 'jsonb', payload: '{"b":1,  "a":2, "b":3}', body: '{"a": 2, "b": 3}' },
  ])('keep a payload of type $type as $body', async ({ type, payload, body }) => {
    expect(await callSql('orders', payload, type)).toBe('queued')
    const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
    expect(claims.map((claim) => decoder.decode(claim.body))).toEqual([body])
    await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
  })

  it('take a literal without a type as text, and every kind of JSON that PostgreSQL makes', async () => {
    const payloads = [`'{"a":  1}'`, `json_build_object('a', 1)`, `jsonb_build_object('a', 1)`, 'null::json', 'null']
    for (const payload of payloads) await database.query(`select async_invoke.enqueue('orders', ${payload})`, [])
    const { claims } = await store.claim({ max: 10, leaseMs: 60_000 })
    expect(claims.map(({ body }) => decoder.decode(body))).toEqual(['{"a":  1}', '{"a" : 1}', '{"a": 1}', '{}', '{}'])
    await store.settle(claims.map(({ token }) => ({ token, to: 'done' })))
  })

  it('accept an id once', async () => {
    const enqueue = `select async_invoke.enqueue('orders', '1'::text, 'one') as id`
    expect((await database.query(enqueue, [])).rows).toEqual([{ id: 'one' }])
    expect((await database.query(enqueue, [])).rows).toEqual([{ id: null }])
    const event = { functionName: 'orders', requestId: 'one' }
    expect(
      await enqueueWithin(database, [event, { ...event, requestId: 'two' }, { ...event, requestId: 'two' }]),
    ).toEqual([
      { requestId: 'one', result: 'duplicate' },
      { requestId: 'two', result: 'accepted' },
      { requestId: 'two', result: 'duplicate' },
    ])
  })

  it('run in an engine', async () => {
    await database.query('truncate async_invoke.item', [])
    const seen: unknown[] = []
    const engine = createEngine({
      store,
      clock: systemClock,
      functions: { orders: { handler: async (event: unknown) => void seen.push(event) } },
    })
    await database.query(`select async_invoke.enqueue(function => 'orders', payload => '{"from":"sql"}'::text)`, [])
    await enqueueWithin(database, [{ functionName: 'orders', payload: { from: 'a program' } }])
    await engine.drained()
    await engine.stop()
    expect(seen).toHaveLength(2)
    expect(seen).toEqual(expect.arrayContaining([{ from: 'sql' }, { from: 'a program' }]))
  })
})

describe('the admission of events', () => {
  it.each([
    { events: null, message: 'events is null, not an array' },
    { events: { functionName: 'orders' }, message: 'events is an object, not an array' },
    { events: [{ functionName: 'orders' }, null], message: 'events[1] is null, not an object' },
    { events: ['orders'], message: 'events[0] is a string, not an object' },
  ])('names what is no event: $message', async ({ events, message }) => {
    await expect(enqueueWithin(database, events as never)).rejects.toMatchObject({ code: 'invalid-event', message })
  })

  const names = fc.oneof(
    fc.constantFrom(
      'orders',
      'orders:live',
      'orders:$LATEST',
      'orders:$LATEST.PUBLISHED',
      'orders:$OTHER',
      'function:orders',
      'function:function:orders',
      '123456789012:function:orders:7',
      'us-east-1:123456789012:orders',
      'arn:aws:lambda:us-east-1:123456789012:function:orders:live',
      'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:orders',
      'arn:aws:lambda:eusc-de-east-1:123456789012:function:orders',
      'arn:aws:lambda::function:orders',
      'orders\n',
      '',
      'ordérs',
      '٣',
      'x'.repeat(256),
      'x'.repeat(257),
    ),
    fc.stringMatching(/^(arn:|aws|:lambda:|us-east-1:|123456789012:|function:|[a-zA-Z0-9_.$: -]){1,8}$/),
  )
  it('reads names as Lambda does, from SQL too (INV-5)', async () => {
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        let expected: string | undefined
        try {
          const { functionName, qualifier } = readReference(name)
          expected = JSON.stringify({ functionName, qualifier })
        } catch {
          expected = undefined
        }
        const queued = await callSql(name, '1', 'text')
        expect(queued).toEqual(expected === undefined ? expect.stringContaining('not a function name') : 'queued')
        expect(await callWithin(name, encoder.encode('1'))).toBe(
          expected === undefined ? 'invalid-reference' : 'queued',
        )
        const { rows } = await database.query('select convert_from(state, $1) as state from async_invoke.item', [
          'UTF8',
        ])
        for (const { state } of rows) {
          const { functionName, qualifier } = JSON.parse(String(state)).reference
          expect(JSON.stringify({ functionName, qualifier })).toBe(expected)
        }
        await database.query('truncate async_invoke.item', [])
      }),
      { numRuns: 150 },
    )
  })

  const payloads = fc.oneof(
    fc.json().map((text) => encoder.encode(text)),
    fc.string({ unit: 'binary' }).map((text) => encoder.encode(JSON.stringify(text))),
    fc.stringMatching(/^[[\]{}",:0-9eE+.\\untrfals \t\n-]{0,12}$/).map((text) => encoder.encode(text)),
    fc.uint8Array({ maxLength: 12 }),
    fc.constantFrom(
      ...[
        '"\\ud800"',
        '"\\u0000"',
        '\ufeff1',
        '"\u0001"',
        '1e400',
        '-0',
        '01',
        '\u00a01',
        '{"a":1,}',
        "{'a':1}",
        'NaN',
      ].map((text) => encoder.encode(text)),
      ...[Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), Uint8Array.of(0x22, 0, 0x22), Uint8Array.of(0x22, 0xff, 0x22)],
    ),
  )
  it('takes the JSON that the engine takes, from SQL too', async () => {
    await fc.assert(
      fc.asyncProperty(payloads, async (payload) => {
        const within = await callWithin('orders', payload)
        const sql = await callSql('orders', payload, 'bytea')
        if (within === 'queued') expect(sql).toBe('queued')
        else expect([within, sql]).toEqual(['invalid-payload', expect.stringContaining('payload is not JSON in UTF-8')])
      }),
      { numRuns: 300 },
    )
  })

  it('takes a payload of 1 MiB, and refuses one byte more (2.3)', async () => {
    const payload = (bytes: number): Uint8Array => encoder.encode(JSON.stringify('x'.repeat(bytes - 2)))
    expect([
      await callWithin('orders', payload(1_048_576)),
      await callSql('orders', payload(1_048_576), 'bytea'),
    ]).toEqual(['queued', 'queued'])
    expect(await callWithin('orders', payload(1_048_577))).toBe('too-large')
    expect(await callSql('orders', payload(1_048_577), 'bytea')).toBe(
      '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    )
  })
})
