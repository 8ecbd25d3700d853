/** The writer of the fleet: queues events until it is asked to end, and notes each id that was acknowledged. */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { enqueueWithin } from '../src/index.ts'
import { type FleetSetting, functions, kinds, poolOf } from './fleet-setting.ts'

const { folder, urls }: FleetSetting = JSON.parse(process.argv[2] ?? '{}')
const file = openSync(join(folder, 'accepted'), 'a')
const databases = urls.map(poolOf)
for (const database of databases) database.on('error', () => {})
let isEnding = false
process.once('SIGTERM', () => {
  isEnding = true
})

for (let n = 0; !isEnding; n += 1) {
  const events = Array.from({ length: 5 }, (_, index) => ({
    requestId: `${n}-${index}-${kinds[(n + index) % kinds.length]}`,
    functionName: functions[(n + index) % functions.length] ?? 'f-0',
    payload: { n, text: 'x'.repeat((n * 37) % 2_000) },
  }))
  // Wherever their functions live.
  const database = databases[n % databases.length]
  for (let isAcknowledged = false; !isAcknowledged; ) {
    try {
      // A lost answer is asked for again under the same ids: each is accepted, or there already.
      if (database !== undefined) await enqueueWithin(database, events)
      isAcknowledged = true
    } catch {
      if (isEnding) process.exit()
      await setTimeout(50)
    }
  }
  writeSync(file, events.map(({ requestId }) => `${requestId}\n`).join(''))
  await setTimeout(10)
}
process.exit()
