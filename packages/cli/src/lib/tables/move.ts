import type { LaneMove, LaneMovesPlan } from '@async-invoke/queue-store-postgres'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { withDatabases } from '../stores/open-database.ts'
import { readNamedDatabase } from '../stores/store-address.ts'
import { counted } from '../text/counted.ts'
import { lineWidth, note, print, safe, styled } from '../text/output.ts'
import { type Column, formatRow } from '../text/table.ts'
import { untilInterrupted } from '../until-interrupted.ts'

const flags = {
  database: {
    value: 'NAME=postgres://…',
    rule: {
      about:
        'A database that shares the functions of a queue, or that joins or leaves, under the name that workers give it. Repeatable: name all of them.',
      kind: 'list',
      each: { kind: 'string', noun: 'NAME=postgres://…', pattern: '.' },
    },
  },
  to: {
    value: 'NAME,…',
    rule: {
      about: 'The databases that share the functions from now on. Default all that are named.',
      kind: 'string',
      noun: 'names of databases, separated by commas',
      pattern: '.',
    },
  },
  yes: { rule: { about: 'Move. Without it, the command prints what would move.', kind: 'boolean' } },
} as const

/** `async-invoke queue move`. */
export const moveCommand = defineCommand({
  operands: [],
  flags,
  notes: [
    'Lets another database share the functions of a queue, or empties one. Give every worker all databases first. Each function that moves rests until its leases have ended, and goes on with its items, limit and pause in its new home; others go on all the time. The move may be interrupted or killed at any moment, and the same command goes on. It needs the rights of the owner of the schema.',
    `Example:
  async-invoke queue move --database east=postgres://east/app --database west=postgres://west/app
  async-invoke queue move --database east=postgres://east/app --database west=postgres://west/app --yes`,
  ],
  async run({ values }) {
    const { database: given = [], to, yes, json, quiet } = values
    const named = given.map((each, index) => readNamedDatabase(each, `--database[${index}]`))
    if (named.length < 2) throw new UsageError('queue move needs at least two databases: --database NAME=postgres://…')
    const { moveLanes, planLaneMoves } = await import('@async-invoke/queue-store-postgres')
    const target = to === undefined ? {} : { to: to.split(',') }
    return withDatabases(named, async (shards) => {
      const plan = await planLaneMoves(shards, target)
      if (yes !== true) return printPlan(plan, json === true)
      const arrived: string[] = []
      const onArrived = (lane: string): void => {
        arrived.push(lane)
        note(quiet === true, `${safe(lane)} has arrived`)
      }
      const moved = await interruptible((signal) => moveLanes(shards, { ...target, onArrived, signal }))
      const lanes = arrived.map((lane) => plan.lanes.find((planned) => planned.lane === lane) ?? { lane })
      const { deliveries } = await planLaneMoves(shards, target)
      const { from, to: names } = plan
      if (json === true)
        await print(JSON.stringify({ moved: true, from, to: names, lanes, items: moved.items, deliveries }))
      else {
        await print(`${counted(arrived.length, 'function')} moved, with ${counted(moved.items, 'item')}`)
        await printDeliveries(deliveries)
      }
      return exitCodes.success
    })
  },
})

async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  return untilInterrupted(async (signal) => {
    try {
      return await work(signal)
    } catch (cause) {
      if (!signal.aborted) throw cause
      throw new CommandError('the move was interrupted; the same command goes on', { cause })
    }
  })
}

const columns: readonly Column<LaneMove>[] = [
  { title: 'ITEMS', width: 8, of: ({ items }) => String(items), isNumber: true },
  { title: 'LEASED', width: 8, of: ({ leased }) => String(leased), isNumber: true },
  { title: 'FROM', width: 12, of: ({ from }) => from },
  { title: 'TO', width: 12, of: ({ to }) => to },
  { title: 'LANE', width: 0, of: ({ lane }) => safe(lane), isWhole: true },
]

async function printPlan({ from, to, isUnderWay, lanes, deliveries }: LaneMovesPlan, isJson: boolean): Promise<number> {
  const items = lanes.reduce((sum, lane) => sum + lane.items, 0)
  if (isJson) {
    await print(JSON.stringify({ moved: false, from, to, lanes, items, deliveries }))
    return exitCodes.success
  }
  if (lanes.length > 0) await print(styled('bold', formatRow(columns, lineWidth())))
  for (const lane of lanes) await print(formatRow(columns, lineWidth(), lane))
  if (lanes.length > 0) await print('')
  await printDeliveries(deliveries)
  const isDone = !isUnderWay && from.join() === to.join()
  if (isDone) await print(`${to.join(', ')} share the functions already; ${counted(items, 'item')} on the way home`)
  else
    await print(
      `${counted(lanes.length, 'function')} would move from ${from.join(', ')} to ${to.join(', ')}, with ${counted(items, 'item')}` +
        `${isUnderWay ? ': a move that has begun' : ''}; move with --yes`,
    )
  return exitCodes.success
}

async function printDeliveries(count: number): Promise<void> {
  if (count === 0) return
  await print(
    `${count === 1 ? '1 delivery waits' : `${count} deliveries wait`} in a database that leaves: workers send them from there; keep it until then`,
  )
}
