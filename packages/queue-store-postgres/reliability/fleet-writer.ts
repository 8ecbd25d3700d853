/** The writer of the fleet: queues events until it is asked to end, and notes which were sent and acknowledged. */
import { setTimeout } from 'node:timers/promises'
import { functionOf, idOf, payloadOf } from '../../queue-store-sqlite/reliability/kill9-events.ts'
import { enqueueWithin } from '../src/index.ts'
import { FleetFacts } from './fleet-facts.ts'
import { databasesOf, type FleetSetting } from './fleet-setting.ts'

const setting: FleetSetting = JSON.parse(process.argv[2] ?? '{}')
const facts = new FleetFacts(setting)
const databases = databasesOf(setting)
const encoder = new TextEncoder()
const batch = 5
let isEnding = false
process.once('SIGTERM', () => {
  isEnding = true
})

for (let n = 0; !isEnding; n += 1) {
  const ids = Array.from({ length: batch }, (_, index) => idOf('w', n, n * batch + index))
  const events = ids.map((id) => ({
    requestId: id,
    functionName: functionOf(id),
    payload: encoder.encode(payloadOf(id)),
  }))
  for (const id of ids) facts.note({ type: 'sent', id, functionName: functionOf(id), payload: payloadOf(id) })
  // Wherever their functions live.
  const database = databases[n % databases.length]
  for (let isAcknowledged = false; !isAcknowledged; ) {
    try {
      // A lost answer is asked for again under the same ids: each is accepted, or there already.
      if (database !== undefined) await enqueueWithin(database, events)
      isAcknowledged = true
    } catch {
      // Those that were sent last may be there or not.
      if (isEnding) facts.note({ type: 'crashed' })
      if (isEnding) process.exit()
      await setTimeout(50)
    }
  }
  for (const id of ids) facts.note({ type: 'confirmed', id })
  await setTimeout(10)
}
process.exit()
