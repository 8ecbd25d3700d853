import type { Difference } from './compare.ts'
import type { Gap } from './ours.ts'

export interface WatchReport {
  readonly source: string
  readonly differences: readonly Difference[]
  readonly gaps: readonly Gap[]
}

/** The report as one table, widest cells first cut nowhere: a log has room. */
export function formatReport({ source, differences, gaps }: WatchReport): string {
  const rows = [
    ...differences.map(({ kind, change, owner, name, before, after }) => [
      ...[change, kind, kind === 'operation' ? owner : `${owner}.${name}`],
      ...[before === undefined || after === undefined ? (after ?? before ?? '') : `${before} -> ${after}`],
    ]),
    ...gaps.map(({ where, problem }) => ['missing', 'here', where, problem]),
  ]
  if (rows.length === 0) return `${source}: nothing new`
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  return [`${source}: ${differences.length} differences, ${gaps.length} gaps`, ...rows.map(line)].join('\n')
}
