import type { EndpointReport, ScenarioFindings } from './endpoint-report.ts'

/** Writes a report as JUnit's XML: a suite for each area, a failure for each scenario that differs, others skipped. */
export function formatReportJunit({ endpoint, startedAt, scenarios }: EndpointReport): string {
  const areas = [...new Set(scenarios.map(({ area }) => area))]
  const suites = areas.flatMap((area) => {
    const cases = scenarios.filter((each) => each.area === area)
    const failures = cases.filter(({ state }) => state === 'differs').length
    const skipped = cases.filter(({ state }) => state === 'not-offered' || state === 'not-run').length
    const counts = `tests="${cases.length}" failures="${failures}" skipped="${skipped}" errors="0"`
    return [
      `  <testsuite name="${escaped(area)}" ${counts} timestamp="${startedAt.slice(0, 19)}">`,
      ...cases.flatMap(testCase),
      '  </testsuite>',
    ]
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(endpoint)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function testCase({ name, area, state, shows, differences, reason = '' }: ScenarioFindings): readonly string[] {
  const opening = `    <testcase name="${escaped(`${name} (${shows.join(', ')})`)}" classname="${escaped(area)}"`
  if (state === 'pass') return [`${opening}/>`]
  if (state !== 'differs') return [`${opening}>`, `      <skipped message="${escaped(reason)}"/>`, '    </testcase>']
  const lines = differences.map(
    ({ ids, subject, expected, seen }) => `${ids.join(', ')}: ${subject}: expected ${expected}, seen ${seen}`,
  )
  const message = `message="${escaped(lines[0] ?? '')}"`
  return [`${opening}>`, `      <failure ${message}>${escaped(lines.join('\n'))}</failure>`, '    </testcase>']
}

/** Text in XML, without the characters that XML cannot have. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
