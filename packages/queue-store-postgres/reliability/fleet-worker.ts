/** A worker of the fleet: runs and delivers events until it is killed, and notes what it does. */
import { setTimeout } from 'node:timers/promises'
import {
  type AttemptResult,
  createEngine,
  type DeadLetterDelivery,
  type Delivery,
  type QueueStore,
} from '@async-invoke/engine'
import { metricFact, recordCalls, timelineFact } from '@async-invoke/engine/internal'
import { failsIn, queueArn } from '../../queue-store-sqlite/reliability/kill9-events.ts'
import { openPostgresStore, type PostgresStore, shardedStore } from '../src/index.ts'
import { FleetFacts } from './fleet-facts.ts'
import {
  databasesOf,
  durationMs,
  type FleetSetting,
  leaseMs,
  promisesOf,
  shardsOf,
  skewedClock,
} from './fleet-setting.ts'

const setting: FleetSetting & { readonly skewMs: number } = JSON.parse(process.argv[2] ?? '{}')
const facts = new FleetFacts(setting)
const note = facts.note.bind(facts)
const databases = databasesOf(setting)

/** Opens the store; the server may be down at the moment. */
async function opened(): Promise<PostgresStore> {
  for (;;) {
    try {
      const options = { migrate: 'never', timeoutMs: 5_000 } as const
      const [database, another] = databases
      if (database !== undefined && another === undefined) return await openPostgresStore({ database, ...options })
      return await shardedStore(shardsOf(databases), options)
    } catch {
      await setTimeout(50)
    }
  }
}

function withAnsweredClaims(store: QueueStore): QueueStore {
  return {
    ...{ capabilities: store.capabilities, enqueue: (items) => store.enqueue(items) },
    async claim(query) {
      const answer = await store.claim(query)
      if (answer.claims.length > 0) facts.claimsAnswered(answer.claims.map(({ token }) => token))
      return answer
    },
    settle: (settlements) => store.settle(settlements),
    extend: async (tokens, ms) => (await store.extend?.(tokens, ms)) ?? tokens.map(() => 'stale'),
    ...{ stats: () => store.stats(), close: () => store.close() },
  }
}

let isStopping = false
const [encoder, decoder] = [new TextEncoder(), new TextDecoder()]
const store = recordCalls(withAnsweredClaims(await opened()), { note, nowMs: Date.now })
const deliver = async (delivery: Delivery | DeadLetterDelivery): Promise<void> => {
  const { requestId, route } = delivery
  const id = `${requestId}/${route}`
  const content =
    'recordText' in delivery
      ? { text: delivery.recordText }
      : { text: decoder.decode(delivery.payload), attributes: JSON.stringify(delivery.attributes) }
  note({ type: 'delivering', id, route, ...content })
  note({ type: 'delivery-ended', id, how: 'delivered' })
}
const engine = createEngine({
  store,
  clock: skewedClock(setting.startMs, setting.skewMs),
  leaseMs,
  maxInFlight: 50,
  resolve: ({ functionName }) => ({
    functionArn: promisesOf(functionName).functionArn,
    config: { OnSuccess: queueArn('successes'), OnFailure: queueArn('failures') },
    deadLetterTargetArn: queueArn('dead'),
    target: 'present',
  }),
  invoke: async ({ requestId: id, attempt, payload, signal, reference: { functionName } }) => {
    note({ type: 'run-started', id, functionName, attempt, payload: decoder.decode(payload) })
    try {
      await setTimeout(durationMs(id), undefined, { signal })
    } catch (interruption) {
      // A lease that ended, unless the worker stops.
      if (!isStopping) note({ type: 'leases-excused' })
      note({ type: 'run-ended', id, functionName })
      throw interruption
    }
    const fails = failsIn(id, attempt)
    const text = fails ? '{"errorMessage":"no"}' : '{"total": 1.50}'
    const result: AttemptResult = { outcome: fails ? 'functionError' : 'success', executedVersion: '$LATEST' }
    note({ type: 'run-ended', id, functionName, result: { ...result, payload: text } })
    return { ...result, payload: encoder.encode(text) }
  },
  deliver,
  deliverDeadLetter: deliver,
  quarantine: async ({ id, reason }) => note({ type: 'quarantined', id, reason }),
  onTimeline: (entry) => note(timelineFact(entry)),
  onMetric: (metric) => note(metricFact(metric)),
  // Failures of the server and the network are what this run is about.
  onFault: () => {},
})
process.once('SIGTERM', async () => {
  isStopping = true
  note({ type: 'stopping', graceMs: 0 })
  await engine.stop()
  note({ type: 'stopped' })
  await store.close()
  process.exit()
})
process.stdout.write('up\n')
