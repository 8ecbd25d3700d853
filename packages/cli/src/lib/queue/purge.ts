import type { PurgeQuery, QueueAdmin } from '@async-invoke/engine'
import { defineCommand } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { confirm } from '../text/confirm.ts'
import { counted } from '../text/counted.ts'
import { print, safe } from '../text/output.ts'
import { laneOperand, readLane } from './lane.ts'
import { withAdmin } from './open-admin.ts'

const flags = {
  ...storeFlags,
  id: { value: 'ID', rule: { about: 'Remove this item alone.', kind: 'string', noun: 'an id', pattern: '.' } },
  yes: { rule: { about: 'Remove without asking.', kind: 'boolean' } },
} as const

/** `async-invoke queue purge`. */
export const purgeCommand = defineCommand({
  operands: [laneOperand],
  flags,
  notes: [
    'What is removed gets no outcome, no record and no metric. Leased items stay: they run. To remove all of a lane, pause it, wait until nothing of it is leased, and purge it.',
  ],
  async run({ operands: [given], values }) {
    const which = whichOf(given, values.id)
    return withAdmin(values.store, 'purge', async (admin) => {
      if (values.yes !== true && !(await confirm(await questionOf(admin, which), 'purge with --yes')))
        return exitCodes.success
      const removed = await admin.purge(which)
      if (values.json === true) await print(JSON.stringify({ ...which, removed }))
      else await print(`${counted(removed, 'item')} removed`)
      return exitCodes.success
    })
  },
})

function whichOf(lane: string | undefined, id: string | undefined): PurgeQuery {
  if (lane !== undefined && id === undefined) return { lane: readLane(lane) }
  if (id !== undefined && lane === undefined) return { id }
  throw new UsageError('queue purge needs either LANE or --id ID')
}

async function questionOf(admin: QueueAdmin, which: PurgeQuery): Promise<string> {
  const query = { limit: 100, maxBodyBytes: 0 }
  const items =
    which.lane === undefined ? [await admin.find(which.id, query)] : await admin.peek({ ...query, lane: which.lane })
  const count = items.filter((item) => item !== undefined && item.status !== 'leased').length
  const shown = which.lane === undefined ? `item ${which.id}` : `the items of ${which.lane}, ${moreThan(count)},`
  return safe(`Remove ${shown} without an outcome?`)
}

function moreThan(count: number): string {
  return count === 100 ? '100 or more' : String(count)
}
