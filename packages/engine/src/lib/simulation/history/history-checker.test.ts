import { describe, expect, it } from 'vitest'
import type { Fact, ItemFacts, Noted } from './fact.ts'
import { checkHistory } from './history-checker.ts'
import type { HistoryPromises } from './promises.ts'

const payload = '{"total": 129.50}'
const error = '{"errorMessage":"no"}'
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
const promises = {
  functionOf: () => ({
    ...{ functionArn, maxRetries: 1, maxAgeMs: 3_600_000, routes: new Set(['OnSuccess', 'OnFailure', 'DeadLetter']) },
    limit: { slots: 'f', maxRuns: 1 },
  }),
  maxWithoutOutcome: 3,
}

const promisesByStore: HistoryPromises = {
  ...{ ...promises, effectsByStore: true },
  functionOf: () => ({ ...promises.functionOf(), limit: { slots: 'f', maxRuns: 1, inStore: true, fromStart: true } }),
}

const fresh: ItemFacts = { kind: 'event', attempts: 0, failures: 0, acceptedAtMs: 0 }
const failed: ItemFacts = { kind: 'event', attempts: 1, failures: 1, acceptedAtMs: 0, dueAtMs: 60_010 }
const record = `{"version":"1.0","timestamp":"1970-01-01T00:01:00.020Z","requestContext":{"requestId":"r","functionArn":"${functionArn}","condition":"Success","approximateInvokeCount":1},"requestPayload":${payload},"responseContext":{"statusCode":200,"executedVersion":"$LATEST"},"responsePayload":7}`

type At = readonly [atMs: number, noted: Noted, process?: string]

const sample = (name: 'AsyncEventAge' | 'Invocations' | 'Errors' | 'Throttles' | 'Duration', value: number): Noted => ({
  ...{ type: 'metric', name, value, functionName: 'f' },
})
const timeline = (atMs: number, facts: Partial<Extract<Noted, { type: 'timeline' }>>): Noted => ({
  ...{ type: 'timeline', entry: 'decided', id: 'r', acceptedAtMs: 0, entryAtMs: atMs, ...facts },
})

/** An attempt with a claim of its own, up to its settlement. */
function attempt(
  atMs: number,
  number: number,
  token: string,
  state: ItemFacts,
  outcome: 'success' | 'functionError',
): At[] {
  const claim = { id: 'r', token, deliveries: number, sinceMs: atMs, leaseMs: 30_000, state } as const
  const result = { outcome, executedVersion: '$LATEST', payload: outcome === 'success' ? '7' : error } as const
  return [
    [atMs, { type: 'claimed', ...claim }],
    [atMs, timeline(atMs, { entry: 'attempt-started', attempt: number })],
    [atMs, { type: 'run-started', id: 'r', functionName: 'f', attempt: number, payload }],
    [atMs + 10, { type: 'run-ended', id: 'r', functionName: 'f', result }],
    [atMs + 10, timeline(atMs + 10, { entry: 'attempt-ended', attempt: number, outcome })],
    ...[sample('AsyncEventAge', atMs), sample('Invocations', 1), sample('Errors', outcome === 'success' ? 0 : 1)]
      .concat(sample('Throttles', 0), sample('Duration', 10))
      .map((noted): At => [atMs + 10, noted]),
  ]
}

function settlement(atMs: number, facts: Pick<Extract<Noted, { type: 'settling' }>, 'id' | 'token' | 'to'>): At[] {
  return [
    [atMs, { type: 'settling', ...facts }],
    [atMs, { type: 'settled', sinceMs: atMs, result: 'ok', ...facts }],
    [atMs, { type: 'settle-answered', id: facts.id, token: facts.token, result: 'ok' }],
  ]
}

const item = { id: 'r', delayMs: 0, state: fresh }
const outbox = [{ id: 'r/OnSuccess', delayMs: 0, state: { kind: 'delivery', attempts: 0, failures: 0 } as const }]
const again = { id: 'r', token: 'a', to: 'again', delayMs: 60_000, state: failed } as const
const dropped = { type: 'metric', name: 'AsyncEventsDropped', value: 0, functionName: 'f' } as const

/** An event that fails once, succeeds, and leaves a record. */
const good: readonly At[] = [
  [0, { type: 'sent', id: 'r', functionName: 'f', payload }, 'client'],
  [0, { type: 'enqueuing', item }],
  [0, { type: 'enqueued', item, result: 'accepted' }],
  [0, timeline(0, { entry: 'accepted' })],
  [0, { type: 'metric', name: 'AsyncEventsReceived', value: 1, functionName: 'f' }],
  [0, { type: 'confirmed', id: 'r' }, 'client'],
  ...attempt(0, 1, 'a', fresh, 'functionError'),
  ...settlement(10, again),
  [10, timeline(10, { stays: true })],
  ...attempt(60_010, 2, 'b', failed, 'success'),
  ...settlement(60_020, { id: 'r', token: 'b', to: 'done', ...{ outbox } }),
  [60_020, timeline(60_020, { stays: false, condition: 'Success', invokeCount: 1 })],
  [60_020, dropped],
  [
    60_020,
    {
      type: 'claimed',
      id: 'r/OnSuccess',
      token: 'c',
      deliveries: 1,
      sinceMs: 60_020,
      leaseMs: 30_000,
      ...{ state: outbox[0]?.state },
    } as Noted,
  ],
  [60_020, { type: 'delivering', id: 'r/OnSuccess', route: 'OnSuccess', text: record }],
  [60_030, { type: 'delivery-ended', id: 'r/OnSuccess', how: 'delivered' }],
  ...settlement(60_030, { id: 'r/OnSuccess', token: 'c', to: 'done' }),
  [60_030, timeline(60_030, { entry: 'delivered', route: 'OnSuccess' })],
  [60_030, { type: 'counted', items: 0 }],
]

const facts = (history: readonly At[]): readonly Fact[] =>
  history.map(([atMs, noted, process = 'p1']) => ({ atMs, process, ...noted }) as Fact)
/** Index of the n-th fact of a type. */
const at = (type: Fact['type'], n = 0): number =>
  good.flatMap(([, noted], index) => (noted.type === type ? [index] : []))[n] ?? -1
const without = (...indexes: readonly number[]): readonly At[] => good.filter((_, index) => !indexes.includes(index))
const changed = (index: number, change: object, atMs?: number): readonly At[] =>
  good.map((each, other): At => {
    if (other !== index) return each
    const [time, noted, process] = each
    return [atMs ?? time, { ...noted, ...change } as Noted, process ?? 'p1']
  })
const inserted = (index: number, ...more: readonly At[]): readonly At[] => [
  ...good.slice(0, index),
  ...more,
  ...good.slice(index),
]
const moved = (from: number, to: number): readonly At[] => {
  const rest = without(from)
  return [...rest.slice(0, to), good[from] as At, ...rest.slice(to)]
}
const second = { ...good[at('claimed', 1)]?.[1], token: 'd', sinceMs: 60_015, deliveries: 3 } as Noted

const cases: readonly { readonly fault: string; readonly history: readonly At[]; readonly finds: RegExp }[] = [
  { fault: 'a confirmed event that the store lost', history: good.slice(0, 6), finds: /r was confirmed and is lost/ },
  {
    fault: 'a confirmation without an item',
    history: without(at('enqueued')),
    finds: /r was confirmed and is not in the store/,
  },
  { fault: 'a record that was never sent', history: without(at('delivery-ended')), finds: /nothing went to OnSuccess/ },
  {
    fault: 'an end that queues no delivery',
    history: good.map(
      ([atMs, noted, process]): At =>
        ['settling', 'settled'].includes(noted.type) && 'outbox' in noted
          ? ([atMs, { ...noted, outbox: [] }, process] as At)
          : ([atMs, noted, process] as At),
    ),
    finds: /leads to nothing instead of OnSuccess/,
  },
  {
    fault: 'a record with another byte',
    history: changed(at('delivering'), { text: record.replace('129.50', '129.5') }),
    finds: /OnSuccess is .*129\.5\b.* instead of/,
  },
  {
    fault: 'a record with another count',
    history: changed(at('delivering'), { text: record.replace('Count":1', 'Count":2') }),
    finds: /instead of/,
  },
  {
    fault: 'a record with the time of another moment',
    history: changed(at('delivering'), { text: record.replace('00.020Z', '00.021Z') }),
    finds: /has the time 1970-01-01T00:01:00.021Z/,
  },
  {
    fault: 'a run with another payload',
    history: changed(at('run-started'), { payload: '{}' }),
    finds: /ran r with another payload/,
  },
  {
    fault: 'an attempt that begins at 1 again',
    history: changed(at('run-started', 1), { attempt: 1 }),
    finds: /made attempt 1 of r instead of 2/,
  },
  {
    fault: 'a retry that forgets its attempt',
    history: changed(at('settling'), { state: fresh }),
    finds: /has 1 attempts and 1 failures, counted as 0 attempts and 0/,
  },
  {
    fault: 'a state that the store forgot',
    history: changed(at('claimed', 1), { state: fresh }),
    finds: /came back with .* instead of/,
  },
  {
    fault: 'a retry that waits too little',
    history: changed(at('settling'), { delayMs: 59_999 }),
    finds: /waits 59999 ms after failure 1/,
  },
  {
    fault: 'an item that comes before it is due',
    history: changed(at('claimed', 1), {}, 60_009),
    finds: /was claimed 1 ms before it was due/,
  },
  {
    fault: 'an event that ends with retries left',
    history: changed(at('settling'), { to: 'done', outbox: [] }),
    finds: /ends after 1 of 2 failures/,
  },
  {
    fault: 'two leases at one time',
    history: inserted(at('run-ended', 1), [60_015, second, 'p2']),
    finds: /leased twice at one time/,
  },
  {
    fault: 'two attempts at one time in a process',
    history: inserted(at('run-ended', 1), [60_015, good[at('run-started', 1)]?.[1] as Noted]),
    finds: /processed r twice at one time/,
  },
  {
    fault: 'a run after the end',
    history: inserted(good.length - 1, [60_040, good[at('run-started', 1)]?.[1] as Noted]),
    finds: /ran r after its end/,
  },
  {
    fault: 'more runs than slots',
    history: inserted(at('run-ended', 1), [
      60_015,
      { type: 'run-started', id: 'other', functionName: 'f', attempt: 1, payload },
    ]),
    finds: /f ran 2 times at once in p1/,
  },
  {
    fault: 'a decision told before its commit',
    history: moved(at('timeline', 3), at('settling')),
    finds: /reports decided of r before the store has committed it/,
  },
  {
    fault: 'a decision that is never told',
    history: without(at('timeline', 6), at('metric', 11)),
    finds: /does not report the outcome of r/,
  },
  {
    fault: 'another condition in the timeline',
    history: changed(at('timeline', 6), { condition: 'RetriesExhausted' }),
    finds: /reports RetriesExhausted after 1 of r/,
  },
  {
    fault: 'another outcome in the timeline',
    history: changed(at('timeline', 2), { outcome: 'success' }),
    finds: /reports success of r, whose run ended: functionError/,
  },
  {
    fault: 'a metric before its commit',
    history: moved(at('metric', 11), at('settling', 1)),
    finds: /emits AsyncEventsDropped 0 of f, which no commit implies/,
  },
  { fault: 'a metric that is missing', history: without(at('metric', 2)), finds: /emits no Invocations 1 of f/ },
  {
    fault: 'a metric with another value',
    history: changed(at('metric', 1), { value: 1 }),
    finds: /emits AsyncEventAge 1 of f, which no commit implies/,
  },
  {
    fault: 'a store that holds more than has not ended',
    history: changed(at('counted'), { items: 1 }),
    finds: /0 items have not ended, the store holds 1/,
  },
  {
    fault: 'a lease that ended without a fault',
    history: inserted(at('run-ended', 1), [90_010, { ...second, sinceMs: 90_010 } as Noted, 'p2']),
    finds: /claimed r again, whose lease p1 let end without a fault/,
  },
  {
    fault: 'a delivery that the store does not count',
    history: changed(at('claimed', 1), { deliveries: 1 }),
    finds: /r has delivery 2, which the store counts as 1/,
  },
  {
    fault: 'a quarantine that comes too early',
    history: inserted(at('run-started', 1), [60_010, { type: 'quarantined', id: 'r', reason: 'no-outcome' }]),
    finds: /put r in quarantine too early/,
  },
  {
    fault: 'a stop that drops a claim',
    history: inserted(at('run-started'), [1, { type: 'stopping', graceMs: 0 }], [2, { type: 'stopped' }]),
    finds: /stopped and had not let go of r/,
  },
  {
    fault: 'a stop that never resolves',
    history: [...good, [60_040, { type: 'stopping', graceMs: 0 }]],
    finds: /the stop of p1 never resolved/,
  },
  {
    fault: 'a claim after a stop',
    history: [...good, [60_040, { type: 'stopping', graceMs: 0 }], [60_041, { type: 'calling', call: 'claim' }]],
    finds: /claimed during its stop/,
  },
  {
    fault: 'a run that is too old',
    history: changed(at('run-started', 1), {}, 3_600_000),
    finds: /attempted at an age of 3600000 ms/,
  },
]

/** Facts whose effects the store has noted: those of a call follow its process's own facts, and its end. */
const byStore: readonly (typeof cases)[number][] = [
  {
    fault: 'a settlement of a lease that another process holds',
    history: inserted(at('run-ended'), [
      5,
      { type: 'settled', sinceMs: 5, result: 'ok', id: 'r', token: 'a', to: 'done' },
    ]),
    finds: /r was settled as \{"to":"done"\} under the lease of p1, which asked for nothing/,
  },
  {
    fault: 'a settlement that the store made otherwise',
    history: changed(at('settled'), { to: 'done' }),
    finds: /r was settled as \{"to":"done".* under the lease of p1, which asked for \{"to":"again"/,
  },
  {
    fault: 'a settlement that forgets the state',
    history: changed(at('settled'), { state: fresh }),
    finds: /r was settled as \{"to":"again".*"attempts":0.* which asked for .*"attempts":1/,
  },
  {
    fault: 'a settlement that is due too early',
    history: changed(at('settled'), { delayMs: 59_999 }),
    finds: /r was settled as .*59999.* which asked for .*60000/,
  },
  {
    fault: 'a settlement without its outbox',
    history: changed(at('settled', 1), { outbox: [] }),
    finds: /r was settled as .*"outbox":\[\].* which asked for .*OnSuccess/,
  },
  {
    fault: 'an extension of a lease of another process',
    history: inserted(at('run-ended'), [
      5,
      { type: 'extended', id: 'r', token: 'a', sinceMs: 5, leaseMs: 30_000 },
      'p2',
    ]),
    finds: /p2 extended the lease of p1 on r/,
  },
  {
    fault: 'a confirmed settlement that the store did not make',
    history: without(at('settled', 1)),
    finds: /p1 has the answer that it settled r, which the store did not do/,
  },
  {
    fault: 'a delivery that the store does not count, after a crash',
    history: changed(at('claimed', 1), { deliveries: 3 }).toSpliced(at('claimed', 1), 0, [
      50_000,
      { type: 'crashed' },
      'p2',
    ]),
    finds: /r has delivery 2, which the store counts as 3/,
  },
  {
    fault: 'more leases than a limit',
    history: inserted(
      at('run-ended'),
      [5, { type: 'sent', id: 's', functionName: 'f', payload }, 'client'],
      [5, { type: 'enqueued', item: { ...item, id: 's' }, result: 'accepted' }],
      [5, { type: 'claimed', id: 's', token: 's', deliveries: 1, sinceMs: 5, leaseMs: 30_000, state: fresh }, 'p2'],
    ),
    finds: /f had 2 leases at once/,
  },
]

describe('checkHistory', () => {
  it('finds nothing in a history that keeps all promises', () => {
    expect(checkHistory(facts(good), promises)).toEqual([])
    expect(checkHistory(facts(good), promisesByStore)).toEqual([])
  })

  it.each(byStore)('finds $fault, where the store notes its effects', ({ history, finds }) => {
    expect(checkHistory(facts(history), promisesByStore).join('\n')).toMatch(finds)
  })

  it('takes no doubt from a crash where the store notes its effects, also those of a call that outlives its process', () => {
    const settled = at('settled')
    const rest = good.slice(at('claimed', 1)).map(([atMs, noted]): At => [atMs, noted, 'p2'])
    const outlived: readonly At[] = [
      ...good.slice(0, settled),
      [11, { type: 'crashed' }],
      ...good.slice(settled, settled + 1),
      ...rest,
    ]
    expect(checkHistory(facts(outlived), promisesByStore)).toEqual([])
    const lost: readonly At[] = [...good.slice(0, settled), [11, { type: 'crashed' }], ...rest]
    expect(checkHistory(facts(lost), promisesByStore).join('\n')).toMatch(/came back with .* instead of/)
  })

  it('allows facts of the store between two of a process', () => {
    const extended: At = [10, { type: 'extended', id: 'r', token: 'a', sinceMs: 10, leaseMs: 30_000 }]
    const between = inserted(at('metric', 2), extended)
    expect(checkHistory(facts(between), promisesByStore)).toEqual([])
  })

  it('allows the end of a lease without a fault where the store notes its effects', () => {
    const claim = {
      type: 'claimed',
      id: 'r',
      token: 'lost',
      deliveries: 1,
      sinceMs: 0,
      leaseMs: 0,
      state: fresh,
    } as const
    const later = good.slice(at('claimed')).map(([atMs, noted, process]): At => {
      const shifted = 'deliveries' in noted && noted.id === 'r' ? { ...noted, deliveries: noted.deliveries + 1 } : noted
      return [atMs, shifted as Noted, process ?? 'p1']
    })
    const history: readonly At[] = [...good.slice(0, at('claimed')), [0, claim, 'p2'], ...later]
    expect(checkHistory(facts(history), promisesByStore)).toEqual([])
    expect(checkHistory(facts(history), promises).join('\n')).toMatch(/whose lease p2 let end without a fault/)
  })

  it.each(cases)('finds $fault', ({ history, finds }) => {
    expect(checkHistory(facts(history), promises).join('\n')).toMatch(finds)
  })

  it('takes a settlement without an answer as committed if the next claim shows it', () => {
    const history = good.filter(
      ([, { type }], index) => !(index > at('settling') && index < at('claimed', 1) && type !== 'crashed'),
    )
    const crashed = [...history.slice(0, at('settling') + 1), [11, { type: 'crashed' }] as At]
    const rest = good.slice(at('claimed', 1)).map(([atMs, noted]): At => [atMs, noted, 'p2'])
    expect(checkHistory(facts([...crashed, ...rest]), promises)).toEqual([])
  })

  it.each<{ next: string; noted: Noted }>([
    { next: 'a quarantine', noted: { type: 'quarantined', id: 'r', reason: 'no-outcome' } },
    { next: 'a run', noted: { type: 'run-started', id: 'r', functionName: 'f', attempt: 1, payload } },
  ])('allows $next after a settlement without an answer that would change nothing', ({ noted }) => {
    const claim = { id: 'r', leaseMs: 30_000, state: fresh }
    const history: readonly At[] = [
      ...good.slice(0, at('claimed')),
      [0, { type: 'claimed', ...claim, token: 'a', deliveries: 1, sinceMs: 0 }],
      [10, { type: 'settling', id: 'r', token: 'a', to: 'again', state: fresh }],
      [11, { type: 'crashed' }],
      [30_000, { type: 'claimed', ...claim, token: 'b', deliveries: 2, sinceMs: 30_000 }, 'p2'],
      [30_000, noted, 'p2'],
    ]
    const found = checkHistory(facts(history), { ...promises, maxWithoutOutcome: 1 }).join('\n')
    expect(found).not.toMatch(/too early|poison by now/)
  })

  it('allows a claim of a new item of an id between the end of the last one and its report', () => {
    const report = at('timeline', 6)
    const atMs = good[report]?.[0] ?? 0
    const again: At = [
      atMs,
      { type: 'claimed', id: 'r', token: 'new', deliveries: 1, sinceMs: atMs, leaseMs: 30_000, state: fresh },
    ]
    const found = checkHistory(facts([...good.slice(0, report), again, ...good.slice(report)]), promises).join('\n')
    expect(found).not.toMatch(/does not report the outcome|before the store has committed it/)
  })

  it('takes it as not committed if the item comes back as it was', () => {
    const crashed: readonly At[] = [...good.slice(0, at('settling') + 1), [11, { type: 'crashed' }]]
    const repeated = [
      ...attempt(30_000, 1, 'a2', fresh, 'functionError').map(([atMs, noted]): At => [atMs, noted, 'p2']),
      [30_010, { type: 'settling', ...again, token: 'a2' }, 'p2'] as At,
    ].map(
      ([atMs, noted, process]): At => [
        atMs,
        'deliveries' in noted ? ({ ...noted, deliveries: 2 } as Noted) : noted,
        process ?? 'p2',
      ],
    )
    expect(checkHistory(facts([...crashed, ...repeated]), promises)).toEqual([
      'r was confirmed and is lost: it ended 0 times',
      'r was accepted and ended 0 times',
    ])
  })
})
