/**
 * Accepts, runs and delivers events on one database until it is killed. With `drain` it accepts only one, which kills its
 * process in every attempt, and exits when the queue is empty. It notes every fact as one line, in one write, which survives a
 * kill.
 */
import './kill9-thread.ts'
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type AttemptResult, createEngine, type DeadLetterDelivery, type Delivery } from '@async-invoke/engine'
import { metricFact, type Noted, recordStore, timelineFact } from '@async-invoke/engine/internal'
import { openStore } from '../src/lib/open-sqlite-store.ts'
import { fastClock } from './fast-clock.ts'
import {
  failsIn,
  functionOf,
  idOf,
  maxDeliveriesWithoutOutcome,
  payloadOf,
  poisonId,
  promisesOf,
  queueArn,
} from './kill9-events.ts'

const [folder = '', startMs = '', speed = '', round = '', process_ = '', sendsPoison] = process.argv.slice(2)
const clock = fastClock(Number(startMs), Number(speed))
const facts = openSync(join(folder, 'facts'), 'a')
const note = (noted: Noted): void =>
  void writeSync(facts, `${JSON.stringify({ atMs: clock.nowMs(), process: process_, ...noted })}\n`)

/** So small that its files are used in turn, again and again; of another size in each process. */
const journalBytes = [2_000_000, 300_000, 40_000][Number(process_.slice(1)) % 3]
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const opened = await openStore({ path: join(folder, 'queue.db'), clock }, undefined, journalBytes)
const store = recordStore(opened, { note, nowMs: () => clock.nowMs() })
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
  clock,
  // A lease lasts six real seconds and is renewed after two, so that runs outlast leases and busy machines do not lose them.
  leaseMs: 6_000 * Number(speed),
  maxDeliveriesWithoutOutcome,
  resolve: ({ functionName }) => ({
    functionArn: promisesOf(functionName).functionArn,
    config: { OnSuccess: queueArn('successes'), OnFailure: queueArn('failures') },
    deadLetterTargetArn: queueArn('dead'),
    target: 'present',
  }),
  invoke: async ({ requestId: id, attempt, payload, reference: { functionName } }) => {
    note({ type: 'run-started', id, functionName, attempt, payload: decoder.decode(payload) })
    if (id === poisonId) await dieAlone()
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
  // Commits that fail are made to fail.
  onFault: () => {},
})
console.log('up')

async function accept(id: string): Promise<void> {
  const [functionName, payload] = [functionOf(id), payloadOf(id)]
  note({ type: 'sent', id, functionName, payload })
  const result = await engine.accept({ requestId: id, reference: { functionName }, payload: encoder.encode(payload) })
  if (result === 'accepted') note({ type: 'confirmed', id })
}

async function acceptMany(caller: number): Promise<void> {
  for (let n = 0; ; n += 1) await accept(idOf(round, caller, n))
}

/** Backs up while work goes on, in every second process: kills meet the database while it is held, and after it was. */
async function backUp(): Promise<void> {
  while (Number(process_.slice(1)) % 2 === 0) {
    // Commits that fail are made to fail.
    await opened.backup(join(folder, 'backup.db')).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** Kills this process once no other event is claimed or due, so that only this one loses its attempt. */
async function dieAlone(): Promise<void> {
  for (;;) {
    const { ready, leased } = await store.stats()
    if (ready === 0 && leased === 1) process.kill(process.pid, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

if (round !== 'drain') await Promise.all([backUp(), ...Array.from({ length: 16 }, (_, caller) => acceptMany(caller))])
if (sendsPoison !== undefined) await accept(poisonId)
for (;;) {
  const { ready, delayed, leased } = await store.stats()
  if (ready + delayed + leased === 0) break
  await new Promise((resolve) => setTimeout(resolve, 20))
}
note({ type: 'stopping', graceMs: 0 })
await engine.stop()
note({ type: 'stopped' })
await store.close()
