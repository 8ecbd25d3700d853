/** `pnpm reliability:redrive --kills 100 --events 100000 --seed 1`: kills redrives of a file and of a queue. */
import { parseArgs } from 'node:util'
import { seededRandom } from '@async-invoke/engine/internal'
import { killRedrive } from './kill-redrive.ts'

const string = { type: 'string' } as const
const { values } = parseArgs({ options: { kills: string, events: string, seed: string, concurrency: string } })
const { kills = '100', events = '10000', seed = '1', concurrency = '10' } = values
const limits = { kills: Number(kills), events: Number(events), concurrency: Number(concurrency), untilWhole: true }

for (const source of ['file', 'queue'] as const) {
  const report = await killRedrive({ ...limits, source, random: seededRandom(Number(seed)) })
  console.log(`${source}: ${JSON.stringify(report)}`)
  const { killed, skipped, repeats, marked, left } = report
  if (skipped > 0 || left > 0 || repeats > marked || repeats > killed * limits.concurrency) process.exitCode = 1
}
