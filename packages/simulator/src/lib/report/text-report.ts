import type { ScenarioResult } from '../summary/result.ts'
import { headsOf, numberRows, type Row, settingLines, usageRows } from './rows.ts'
import { columnsOf, fitted, joined } from './text-plot.ts'
import { countOf, durationOf } from './words.ts'

const plotWidth = 64
const plotHeight = 3

/** A plot over time: levels show the greatest of several steps, counts their sum. */
interface TextPlot {
  readonly title: string
  readonly name: 'pending' | 'oldestAgeMs' | 'dropped'
  readonly join: 'greatest' | 'sum'
  readonly text: (value: number) => string
}

const plots: readonly TextPlot[] = [
  { title: 'In the queue', name: 'pending', join: 'greatest', text: countOf },
  { title: 'Greatest age in the queue', name: 'oldestAgeMs', join: 'greatest', text: durationOf },
  { title: 'Dropped', name: 'dropped', join: 'sum', text: countOf },
]

/**
 * Formats a result for a terminal: tables, and plots of block characters.
 *
 * @example
 * ```ts
 * console.log(formatText(await runScenario(scenario)))
 * ```
 */
export function formatText(result: ScenarioResult): string {
  const { title, seeds, isComplete, variants } = result
  const runs = `${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds, p50 (p10 to p90)'}`
  const settings = variants.flatMap((variant) => [
    `${variant.name}${variant.about === undefined ? '' : ` (${variant.about})`}`,
    ...settingLines(variant).map((line) => `  ${line}`),
  ])
  const usage = usageRows(result)
  return [
    [title, isComplete ? runs : `${runs}; interrupted`].join('\n'),
    settings.join('\n'),
    tableOf(headsOf(result), [...numberRows(result), ...usage]),
    ...plots.map((plot) => plotsOf(result, plot)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function tableOf(heads: readonly string[], rows: readonly Row[]): string {
  const labelWidth = Math.max(...rows.map(({ label }) => label.length))
  const widths = heads.map((head, index) =>
    Math.max(head.length, ...rows.map(({ cells }) => (cells[index] ?? '').length)),
  )
  const line = (label: string, cells: readonly string[]): string =>
    [label.padEnd(labelWidth), ...cells.map((cell, index) => cell.padEnd(widths[index] ?? 0))].join('  ').trimEnd()
  return [line('', heads), ...rows.map(({ label, cells }) => line(label, cells))].join('\n')
}

/** One plot for each variant, all in one scale; nothing if all values are 0. */
function plotsOf({ variants }: ScenarioResult, { title, name, join, text }: TextPlot): string {
  const stepSeconds = Math.max(...variants.map(({ course }) => course.stepSeconds))
  const medians = variants.map(({ course }) => joined(course[name].p50, stepSeconds / course.stepSeconds, join))
  const longest = Math.max(...medians.map(({ length }) => length))
  const columns = medians.map((values) =>
    fitted([...values, ...Array.from({ length: longest - values.length }, () => 0)], plotWidth, join),
  )
  const top = Math.max(...columns.flat())
  if (top <= 0) return ''
  const perColumn = Math.max(1, Math.ceil(longest / plotWidth))
  const width = columns[0]?.length ?? 0
  const each = `${join === 'greatest' ? ', most' : ''} in each ${durationOf(perColumn * stepSeconds * 1_000)}`
  return [
    `${title}${each}, up to ${text(top)}`,
    ...columns.flatMap((values, index) => [
      variants[index]?.name ?? '',
      ...columnsOf(values, top, plotHeight).map((line) => `  │${line.trimEnd()}`),
      `  └${'─'.repeat(width)}`,
    ]),
    `   0${durationOf(perColumn * width * stepSeconds * 1_000).padStart(width - 1)}`,
  ].join('\n')
}
