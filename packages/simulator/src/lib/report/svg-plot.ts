import { escaped } from './escaped.ts'

/** A line of a plot with the range around it: values by step. */
export interface PlotLine {
  readonly name: string
  readonly stepSeconds: number
  readonly p10: readonly number[]
  readonly p50: readonly number[]
  readonly p90: readonly number[]
}

const width = 820
const height = 240
const margin = { left: 76, right: 12, top: 12, bottom: 28 }
const ticks = 4

/**
 * Draws lines over time as SVG: the median, and the range from p10 to p90 behind it.
 *
 * @param valueText - of a value at the axis
 * @param timeText - of milliseconds at the axis
 */
export function svgPlot(
  lines: readonly PlotLine[],
  {
    label,
    valueText,
    timeText,
  }: { readonly label: string; valueText(value: number): string; timeText(ms: number): string },
): string {
  const endSeconds = Math.max(1, ...lines.map(({ p50, stepSeconds }) => p50.length * stepSeconds))
  const top = rounded(Math.max(1, ...lines.flatMap(({ p90 }) => p90)))
  const x = (seconds: number): number =>
    fixed(margin.left + (seconds / endSeconds) * (width - margin.left - margin.right))
  const y = (value: number): number =>
    fixed(height - margin.bottom - (value / top) * (height - margin.top - margin.bottom))
  const points = (values: readonly number[], stepSeconds: number): readonly string[] =>
    values.map((value, index) => `${x((index + 0.5) * stepSeconds)},${y(value)}`)
  const grid = Array.from({ length: ticks + 1 }, (_, index) => {
    const [value, seconds] = [(top * index) / ticks, (endSeconds * index) / ticks]
    const anchor = index === 0 ? 'start' : index === ticks ? 'end' : 'middle'
    return [
      `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${y(value)}" y2="${y(value)}"/>`,
      `<text x="${margin.left - 8}" y="${y(value) + 4}" text-anchor="end">${escaped(valueText(value))}</text>`,
      `<text x="${x(seconds)}" y="${height - 8}" text-anchor="${anchor}">${escaped(timeText(seconds * 1_000))}</text>`,
    ].join('')
  })
  const drawn = lines.map(({ name, stepSeconds, p10, p50, p90 }, index) => {
    const band = [...points(p90, stepSeconds), ...points(p10, stepSeconds).toReversed()].join(' ')
    return `<g class="line-${index}"><title>${escaped(name)}</title><polygon points="${band}"/><polyline points="${points(p50, stepSeconds).join(' ')}"/></g>`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${grid.join('')}${drawn.join('')}</svg>`
}

/** The next number of the form 1, 2, 4 or 8 times a power of ten, so that the ticks are round. */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 4, 8].find((factor) => factor * power >= value) ?? 10)
}

function fixed(value: number): number {
  return Math.round(value * 10) / 10
}
