import type { EndpointReport, ScenarioFindings, StatementResult } from './endpoint-report.ts'
import { describeCounts, stateWords } from './state-words.ts'

/**
 * Writes a report as Markdown: the matrix of statements, and how each scenario differs or why it shows nothing.
 *
 * @param title - heading of the first level
 */
export function formatReportMarkdown(report: EndpointReport, title: string): string {
  const { counts, startedAt, time, runtime, statements, scenarios } = report
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `## ${heading}`, '', ...lines]
  const inState = (state: ScenarioFindings['state']) => scenarios.filter((each) => each.state === state)
  return [
    `# ${title}`,
    '',
    `${startedAt.slice(0, 10)}, functions in ${runtime}, time ${time}. Statements: ${describeCounts(counts)}.`,
    '',
    '| statement | state | shown by |',
    '| --- | --- | --- |',
    ...statements.map(statementRow),
    ...section('Differs', inState('differs').flatMap(differing)),
    ...section('Not offered', byReason(inState('not-offered'))),
    ...section('Not run', byReason(inState('not-run'))),
    '',
  ].join('\n')
}

function statementRow({ id, state, helpUrl, scenarios }: StatementResult): string {
  const [first = '', ...others] = scenarios
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `| [${id}](${helpUrl}) | ${stateWords[state]} | ${inCell(first)}${more} |`
}

function differing({ name, differences }: ScenarioFindings): readonly string[] {
  const each = differences.map(
    ({ ids, subject, expected, seen }) =>
      `  - ${ids.join(', ')}: ${plain(subject)}: expected ${code(expected)}, seen ${code(seen)}`,
  )
  return [`- ${name}`, ...each]
}

/** Scenarios below the reason that they share. */
function byReason(results: readonly ScenarioFindings[]): readonly string[] {
  const reasons = new Map<string, string[]>()
  for (const { name, reason = '' } of results) reasons.set(reason, [...(reasons.get(reason) ?? []), name])
  return [...reasons].flatMap(([reason, names]) => [`- ${code(reason)}`, ...names.map((name) => `  - ${name}`)])
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** Text that names placeholders such as `<function>`, which are no elements. */
function plain(text: string): string {
  return text.replaceAll('<', '&lt;')
}

/** Text that may hold anything, as code. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${space}${text}${space}${fence}`
}
