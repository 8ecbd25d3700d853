/** A worker of the fleet: runs and delivers events until it is killed. It notes each fact in one write, which survives that. */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createEngine } from '@async-invoke/engine'
import { openPostgresStore, type PostgresStore, shardedStore } from '../src/index.ts'
import { type FleetSetting, leaseMs, poolOf, shardsOf, skewedClock } from './fleet-setting.ts'

const { folder, urls, startMs, name, skewMs }: FleetSetting & { name: string; skewMs: number } = JSON.parse(
  process.argv[2] ?? '{}',
)
const file = openSync(join(folder, `worker-${name}`), 'a')
const note = (line: string): void => void writeSync(file, `${line}\n`)
const databases = urls.map(poolOf)

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

const store = await opened()
const engine = createEngine({
  store,
  clock: skewedClock(startMs, skewMs),
  leaseMs,
  maxInFlight: 50,
  resolve: ({ functionName }) => ({
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    config: { OnSuccess: 'sink', OnFailure: 'sink' },
    target: 'present',
  }),
  invoke: async ({ requestId, attempt }) => {
    note(`run ${requestId}`)
    await setTimeout(Math.random() * 40)
    const fails = requestId.endsWith('always') || (requestId.endsWith('once') && attempt === 1)
    const payload = new TextEncoder().encode(fails ? '{"errorMessage":"no"}' : '1')
    return { outcome: fails ? 'functionError' : 'success', executedVersion: '$LATEST', payload }
  },
  deliver: async ({ requestId, condition }) => note(`delivered ${requestId} ${condition}`),
  // Failures of the server and the network are what this run is about.
  onFault: () => {},
})
process.once('SIGTERM', async () => {
  await engine.stop()
  await store.close()
  process.exit()
})
process.stdout.write('up\n')
