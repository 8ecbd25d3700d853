import type { CourseSummary, ScenarioResult } from '../summary/result.ts'
import { escaped } from './escaped.ts'
import { headsOf, numberRows, type Row, settingLines, usageRows } from './rows.ts'
import { svgPlot } from './svg-plot.ts'
import { countOf, durationOf } from './words.ts'

const style = `
:root { color-scheme: light dark; --c0: #2458c5; --c1: #c2410c; --c2: #15803d; --c3: #7e22ce; --rule: #8884; }
@media (prefers-color-scheme: dark) { :root { --c0: #7aa7ff; --c1: #ff9a5c; --c2: #5fd48a; --c3: #cf9bff; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 860px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
thead th { border-bottom-width: 2px; } tbody th { font-weight: normal; }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: currentColor; opacity: .75; }
.grid { stroke: var(--rule); } polyline { fill: none; stroke-width: 1.8; stroke-linejoin: round; } polygon { opacity: .18; }
${[0, 1, 2, 3].map((each) => `.line-${each} polyline { stroke: var(--c${each}); } .line-${each} polygon { fill: var(--c${each}); } .key-${each} { color: var(--c${each}); }`).join('\n')}
.wide { overflow-x: auto; } footer { margin-top: 3rem; opacity: .7; font-size: .85rem; }
`

const plots: readonly {
  readonly name: Exclude<keyof CourseSummary, 'stepSeconds'>
  readonly title: string
  readonly about: string
  readonly isTime?: true
}[] = [
  { name: 'pending', title: 'In the queue', about: 'Most events in each step that are accepted and have not ended.' },
  {
    name: 'oldestAgeMs',
    title: 'Greatest age in the queue',
    about: 'Age of the oldest event in each step.',
    isTime: true,
  },
  { name: 'succeeded', title: 'Succeeded', about: 'Events that succeeded in each step.' },
  { name: 'dropped', title: 'Dropped', about: 'Events that ended without success in each step.' },
  {
    name: 'throttles',
    title: 'Throttles',
    about: 'Attempts in each step that found no free slot, or were throttled from outside.',
  },
]

/**
 * Formats a result as one HTML document without scripts, fonts, images or styles from elsewhere.
 *
 * @example
 * ```ts
 * await writeFile('report.html', formatHtml(await runScenario(scenario)))
 * ```
 */
export function formatHtml(result: ScenarioResult): string {
  const { title, seeds, isComplete, variants } = result
  const runs = `${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}${isComplete ? '' : ', interrupted'}`
  const settings = variants.map(
    (variant, index) =>
      `<li><b class="key-${index}">${escaped(variant.name)}</b>${variant.about === undefined ? '' : ` ${escaped(variant.about)}`}<br>${settingLines(variant).map(escaped).join('<br>')}</li>`,
  )
  const usage = usageRows(result)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${runs}. Numbers are medians over the seeds, with the range from p10 to p90; so are lines and bands.</p>
<ul>${settings.join('')}</ul>
<h2>Numbers</h2>
${table(headsOf(result), numberRows(result))}
${usage.length === 0 ? '' : `<h2>Messages and calls</h2>\n${table(headsOf(result), usage)}`}
${plots.map((plot) => section(result, plot)).join('\n')}
<footer>Simulated by async-invoke after the documented behaviour of AWS Lambda. Two settings meet the same arrivals, durations and errors.</footer>
</body>
</html>
`
}

function section({ variants }: ScenarioResult, { name, title, about, isTime }: (typeof plots)[number]): string {
  const lines = variants.map((variant) => ({
    name: variant.name,
    stepSeconds: variant.course.stepSeconds,
    ...variant.course[name],
  }))
  if (lines.every(({ p90 }) => p90.every((value) => value === 0))) return ''
  const keys = variants.map((variant, index) => `<b class="key-${index}">${escaped(variant.name)}</b>`).join(', ')
  const step = [...new Set(lines.map(({ stepSeconds }) => durationOf(stepSeconds * 1_000)))].join(' and ')
  const plot = svgPlot(lines, { label: title, valueText: isTime ? durationOf : countOf, timeText: durationOf })
  return `<h2>${title}</h2>\n<p>${about} Steps of ${step}. ${keys}</p>\n${plot}`
}

function table(heads: readonly string[], rows: readonly Row[]): string {
  const head = ['', ...heads].map((each) => `<th>${escaped(each)}</th>`).join('')
  const body = rows.map(
    ({ label, cells }) =>
      `<tr><th>${escaped(label)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
