import type { LaneStats, QueueAdmin, QueueStore } from '@async-invoke/engine'
import { awsFlags } from '../aws/aws-flags.ts'
import { clientConfigOf } from '../aws/client-config.ts'
import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { counted } from '../text/counted.ts'
import { describeDuration } from '../text/duration.ts'
import { lineWidth, print, safe, styled } from '../text/output.ts'
import { type Column, formatRow } from '../text/table.ts'
import { withStore } from './open-admin.ts'

/** `async-invoke queue stats`. */
export const statsCommand = defineCommand({
  operands: [],
  flags: { ...storeFlags, ...awsFlags },
  notes: [
    'A line for each lane with items, or with a pause: those of a function are its events, those of a destination are records and dead letters to send.',
  ],
  run: ({ values }) =>
    withStore(values.store, 'stats', (store) => printStats(store, values.json === true), clientConfigOf(values)),
})

async function printStats(store: QueueStore, isJson: boolean): Promise<number> {
  const total = await store.stats()
  if (isJson) {
    const lanes: LaneStats[] = []
    if (store.admin !== undefined) for await (const lane of allLanes(store.admin)) lanes.push(lane)
    await print(JSON.stringify({ ...total, ...(store.admin !== undefined && { lanes }) }))
    return exitCodes.success
  }
  let count = 0
  if (store.admin !== undefined)
    for await (const lane of allLanes(store.admin)) {
      if (count === 0) await print(styled('bold', formatRow(columns, lineWidth())))
      count += 1
      await print(formatRow(columns, lineWidth(), lane))
    }
  const about = total.approximate === true ? 'about ' : ''
  const { ready, delayed, leased } = total
  const lanes = store.admin === undefined ? '' : ` in ${counted(count, 'lane')}`
  await print(`${count > 0 ? '\n' : ''}${about}${ready} ready, ${delayed} delayed, ${leased} leased${lanes}`)
  return exitCodes.success
}

async function* allLanes(admin: QueueAdmin): AsyncGenerator<LaneStats> {
  let cursor: string | undefined
  do {
    const page = await admin.lanes({ limit: 1_000, ...(cursor !== undefined && { cursor }) })
    yield* page.lanes
    cursor = page.next
  } while (cursor !== undefined)
}

const columns: readonly Column<LaneStats>[] = [
  { title: 'READY', width: 8, of: ({ ready }) => String(ready), isNumber: true },
  { title: 'DELAYED', width: 8, of: ({ delayed }) => String(delayed), isNumber: true },
  { title: 'LEASED', width: 6, of: ({ leased }) => String(leased), isNumber: true },
  { title: 'OLDEST', width: 7, of: oldestOf, isNumber: true },
  { title: 'LIMIT', width: 6, of: ({ most }) => (most === undefined ? '' : String(most)), isNumber: true },
  { title: '', width: 6, of: ({ paused }) => (paused ? 'paused' : '') },
  { title: 'LANE', width: 0, of: ({ lane }) => safe(lane), isWhole: true },
]

function oldestOf({ ready, oldestDueAgeMs }: LaneStats): string {
  if (ready === 0) return ''
  return oldestDueAgeMs === undefined ? '?' : describeDuration(oldestDueAgeMs)
}
