/**
 * Accepts, runs and delivers events on one database until it is killed. With `drain` it accepts none and exits when the
 * queue is empty. It logs every fact as one line, in one write, which survives a kill.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '@async-invoke/engine'
import { openSqliteStore } from '../src/index.ts'
import { fastClock } from './fast-clock.ts'

const [folder = '', startMs = '', speed = '', round = ''] = process.argv.slice(2)
const draining = round === 'drain'
const clock = fastClock(Number(startMs), Number(speed))
const appendTo = (name: string): ((line: string) => void) => {
  const file = openSync(join(folder, name), 'a')
  return (line) => void writeSync(file, `${line}\n`)
}
const [noteAccepted, noteDelivered, noteRun] = [appendTo('accepted'), appendTo('delivered'), appendTo('runs')]

const store = await openSqliteStore({ path: join(folder, 'queue.db'), clock })
const config = { OnSuccess: 'sink', OnFailure: 'sink' }
const engine = createEngine({
  store,
  clock,
  resolve: ({ functionName }) => ({
    functionArn: `arn:aws:lambda:x:1:function:${functionName}`,
    config,
    target: 'present',
  }),
  // The id determines the outcome: `ok` succeeds, `once` fails the first time, `always` fails every time.
  invoke: async ({ requestId, attempt }) => {
    noteRun(requestId)
    const fails = requestId.endsWith('always') || (requestId.endsWith('once') && attempt === 1)
    const payload = new TextEncoder().encode(fails ? '{"errorMessage":"no"}' : '1')
    return fails
      ? { outcome: 'functionError', executedVersion: '$LATEST', payload }
      : { outcome: 'success', executedVersion: '$LATEST', payload }
  },
  deliver: async ({ requestId, condition }) => noteDelivered(`${requestId} ${condition}`),
})
console.log('up')

const kinds = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'once', 'always']
async function accept(caller: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const requestId = `${round}-${caller}-${n}-${kinds[n % kinds.length]}`
    const payload = new TextEncoder().encode(JSON.stringify({ requestId, text: 'x'.repeat(n % 500) }))
    const result = await engine.accept({ requestId, reference: { functionName: `f-${n % 5}` }, payload })
    if (result === 'accepted') noteAccepted(requestId)
  }
}

if (!draining) await Promise.all(Array.from({ length: 16 }, (_, caller) => accept(caller)))
for (;;) {
  const { ready, delayed, leased } = await store.stats()
  if (ready + delayed + leased === 0) break
  await new Promise((resolve) => setTimeout(resolve, 20))
}
await engine.stop()
await store.close()
