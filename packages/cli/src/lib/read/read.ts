import { type Outcome, readOutcomes } from '@async-invoke/schemas/outcome'
import { clientConfigOf } from '../aws/client-config.ts'
import type { CommandLine } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { createFilter, describeUndecided } from '../outcomes/filter.ts'
import { type OutcomeRow, textOf, toRow } from '../outcomes/row.ts'
import { readDocuments } from '../sources/read-documents.ts'
import { parseSource } from '../sources/source.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { counted } from '../text/counted.ts'
import { print, safe } from '../text/output.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { createGroups, type Group } from './groups.ts'
import { createHistogram } from './histogram.ts'
import type { readFlags } from './read-flags.ts'
import { readQueue } from './read-queue.ts'
import { card, groupLines, histogramLines, tableHead, tableLine } from './views.ts'

type Line = CommandLine<typeof readFlags>

/** Groups that are printed; `--json` has them all. */
const shownGroups = 50

/**
 * Prints the outcomes of a source. Holds one chunk of it and the groups in memory, however long it is.
 *
 * @returns 1 if a document is not recognised
 * @throws {@link UsageError} when flags and source do not fit; {@link CommandError} when the source cannot be read
 */
export async function read({ operands: [given = ''], values }: Line): Promise<number> {
  const source = parseSource(given)
  const { view = 'groups', json = false } = values
  if (source.kind !== 'queue') refuseQueueFlags(values, given)
  const filter = values.filter === undefined ? undefined : createFilter(values.filter)
  const groups = createGroups()
  const histogram = createHistogram()
  let [count, unrecognised] = [0, 0]
  if (view === 'table' && !json) await print(tableHead())

  const add = async (outcome: Outcome, item: SourceItem): Promise<void> => {
    const row = toRow(outcome, item)
    count += 1
    if (row.kind === 'unrecognised') unrecognised += 1
    groups.add(row)
    if (row.time !== undefined) histogram.add(row.time)
    const text = lineOf(row, () => textOf(outcome), view, json)
    if (text !== undefined) await print(text)
  }
  const show = async (items: readonly SourceItem[]): Promise<ReadonlySet<SourceItem>> => {
    const all = items.flatMap((source) => readOutcomes(source.input).outcomes.map((outcome) => ({ outcome, source })))
    const chosen = filter?.choose(all)
    const shown = chosen === undefined ? all : all.filter((_, index) => chosen[index])
    for (const { outcome, source } of shown) await add(outcome, source)
    return new Set(shown.map(({ source: item }) => item))
  }

  const isWhole = await untilInterrupted(async (signal) => {
    if (source.kind === 'queue')
      return readQueue(source, { ...values, config: clientConfigOf(values, source.region), signal, show })
    for await (const each of readDocuments(source, clientConfigOf(values), signal)) {
      await show(each)
      if (signal.aborted) break
    }
    return !signal.aborted
  })

  const { others } = groups
  const summary = {
    kind: 'summary',
    count,
    unrecognised,
    isWhole,
    groups: groups.list(),
    others,
    histogram: histogram.list(),
    ...(filter !== undefined && { undecided: filter.undecided.count }),
  }
  const undecided = filter && describeUndecided(filter.undecided)
  if (undecided !== undefined && !json) console.error(safe(undecided))
  if (json) await print(JSON.stringify(summary))
  else if (view === 'groups') await print(describeSummary(summary))
  if (!json && values.quiet !== true) console.error(countLine(summary))
  return unrecognised > 0 ? exitCodes.findings : exitCodes.success
}

/** Result of `read`, the last line with `--json`. */
export interface ReadSummary {
  readonly count: number
  readonly unrecognised: number
  /** False if reading was interrupted, or read a sample of a queue. */
  readonly isWhole: boolean
  readonly groups: readonly Group[]
  /** Outcomes beyond the number of groups that are counted apart. */
  readonly others: number
  readonly histogram: ReturnType<ReturnType<typeof createHistogram>['list']>
  /** Outcomes left out because `--filter` has no answer for them. */
  readonly undecided?: number
}

function refuseQueueFlags(values: Line['values'], given: string): void {
  const ofQueues = ['sample', 'output', 'consume', 'yes'] as const
  const flag = ofQueues.find((name) => values[name] !== undefined)
  if (flag !== undefined) throw new UsageError(`--${flag} needs a queue, sqs:URL; the source is ${given}`)
}

function lineOf(row: OutcomeRow, textOfRow: () => string | undefined, view: string, json: boolean): string | undefined {
  if (json) return JSON.stringify(row)
  if (view === 'table') return tableLine(row)
  return view === 'cards' ? card(row, textOfRow()) : undefined
}

function describeSummary({ groups, histogram, others }: ReadSummary): string {
  const shown = groups.slice(0, shownGroups).map(groupLines)
  const hidden = groups.slice(shownGroups).reduce((sum, { count }) => sum + count, others)
  const more = hidden === 0 ? [] : [`${String(hidden).padStart(8)}  in further groups`]
  return [...shown, ...more, ...(histogram.length > 1 ? ['', histogramLines(histogram)] : [])].join('\n')
}

function countLine({ count, unrecognised, isWhole }: ReadSummary): string {
  const parts = [
    counted(count, 'outcome'),
    ...(unrecognised > 0 ? [`${unrecognised} not recognised`] : []),
    ...(isWhole ? [] : ['there may be more']),
  ]
  return safe(parts.join(', '))
}
