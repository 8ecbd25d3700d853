/** Lets the second database of a fleet share the functions, until it is done or killed. */
import { setTimeout } from 'node:timers/promises'
import { moveLanes } from '../src/index.ts'
import { databasesOf, type FleetSetting, shardsOf } from './fleet-setting.ts'

const setting: FleetSetting = JSON.parse(process.argv[2] ?? '{}')
const shards = shardsOf(databasesOf(setting))
process.stdout.write('up\n')
for (;;) {
  try {
    const { lanes } = await moveLanes(shards)
    process.stdout.write(`${lanes} lanes\n`)
    process.exit()
  } catch {
    // The server is down, or the network: the same call goes on.
    await setTimeout(50)
  }
}
