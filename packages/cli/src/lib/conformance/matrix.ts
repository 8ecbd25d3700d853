import { describeCounts, type EndpointReport, stateWords } from '@async-invoke/conformance'
import { counted } from '../text/counted.ts'
import { lineWidth, safe, styled } from '../text/output.ts'
import { type Column, formatRow } from '../text/table.ts'

const columns: readonly Column<EndpointReport['statements'][number]>[] = [
  { title: 'STATEMENT', width: 9, of: ({ id }) => id },
  { title: 'STATE', width: 11, of: ({ state }) => stateWords[state] },
  { title: 'SHOWN BY', width: 0, of: ({ scenarios }) => scenarios[0] ?? '' },
]

/** The matrix of a report, what differs and how, what is not offered and why, and a summary. */
export function matrixLines({ statements, scenarios, counts }: EndpointReport): readonly string[] {
  const width = lineWidth()
  const rows = statements.map((row) => {
    const line = formatRow(columns, width, row)
    return row.state === 'differs' ? styled('red', line) : line
  })
  const differing = scenarios.flatMap(({ name, differences }) =>
    differences.length === 0
      ? []
      : [
          ...['', safe(name)],
          ...differences.map(({ ids, subject, expected, seen }) =>
            safe(`  ${ids.join(', ')}: ${subject}: expected ${expected}, seen ${seen}`),
          ),
        ],
  )
  const reasons = new Map<string, number>()
  for (const { state, reason } of scenarios)
    if (reason !== undefined && state !== 'differs')
      reasons.set(`${stateWords[state]}: ${reason}`, (reasons.get(`${stateWords[state]}: ${reason}`) ?? 0) + 1)
  const missing = [...reasons].map(([reason, count]) => safe(`${counted(count, 'scenario')} ${reason}`))
  return [
    styled('bold', formatRow(columns, width)),
    ...rows,
    ...differing,
    ...(missing.length === 0 ? [] : ['', ...missing]),
    ...['', `${statements.length} statements: ${describeCounts(counts)}`],
  ]
}
