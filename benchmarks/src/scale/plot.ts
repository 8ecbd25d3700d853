/** A line: a value by backlog. */
export interface Line {
  readonly name: string
  readonly points: readonly (readonly [waiting: number, value: number])[]
}

const [width, height] = [820, 320]
const margin = { left: 70, right: 170, top: 36, bottom: 40 }
const colours = ['#1f6feb', '#bf3989', '#1a7f37', '#9a6700', '#8250df', '#cf222e']

/** Draws lines over backlogs, which are on a logarithmic scale, as an SVG that needs no style of a page. */
export function plot(
  lines: readonly Line[],
  { title, unit }: { readonly title: string; readonly unit: string },
): string {
  const backlogs = [...new Set(lines.flatMap(({ points }) => points.map(([waiting]) => waiting)))].sort((a, b) => a - b)
  const [first, last] = [Math.log10(backlogs[0] ?? 1), Math.log10(backlogs.at(-1) ?? 10)]
  const most = Math.max(...lines.flatMap(({ points }) => points.map(([, value]) => value)))
  const step = stepOf(most / 5)
  const top = Math.ceil(most / step) * step
  const x = (waiting: number): number =>
    Math.round(
      margin.left + ((Math.log10(waiting) - first) / (last - first || 1)) * (width - margin.left - margin.right),
    )
  const y = (value: number): number =>
    Math.round(height - margin.bottom - (value / top) * (height - margin.top - margin.bottom))
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step)
  const grid = [
    ...levels.map(
      (value) =>
        `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y(value)}" y2="${y(value)}" stroke="#d0d7de"/>` +
        `<text x="${margin.left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
    ),
    ...backlogs.map(
      (waiting) =>
        `<text x="${x(waiting)}" y="${height - margin.bottom + 20}" text-anchor="middle">${waiting.toLocaleString('en')}</text>`,
    ),
  ]
  const drawn = lines.map(({ name, points }, index) => {
    const colour = colours[index % colours.length]
    const dots = points.map(
      ([waiting, value]) => `<circle cx="${x(waiting)}" cy="${y(value)}" r="3" fill="${colour}"/>`,
    )
    const key = margin.top + 18 * index
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(([waiting, value]) => `${x(waiting)},${y(value)}`).join(' ')}"/>`,
      ...dots,
      `<text x="${width - margin.right + 16}" y="${key + 4}" fill="${colour}">${name}</text>`,
    ].join('')
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${margin.left}" y="20" font-weight="bold">${title}, ${unit}</text>`,
    ...grid,
    ...drawn,
    '</svg>\n',
  ].join('\n')
}

/** The next number of the form 1, 2 or 5 times a power of ten. */
function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
}
