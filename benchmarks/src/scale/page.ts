import { bodyBytes, type Costs, isSame, type Measured, scaleCases } from './costs.ts'
import { type Line, plot } from './plot.ts'

const names = { memory: 'Memory store', sqlite: 'SQLite store' } as const
const plotFunctions = 100
const busy = 0.5

type Done = Measured & { readonly costs: Costs }

const isDone = (measured: Measured): measured is Done => measured.costs !== undefined

function line(measured: readonly Done[], store: Measured['store'], name: string, of: (costs: Costs) => number): Line {
  const points = measured
    .filter((each) => each.store === store && each.functions === plotFunctions)
    .map(({ waiting, costs }) => [waiting, of(costs)] as const)
  return { name, points: points.sort(([a], [b]) => a - b) }
}

/** The plot beside the page. */
export function scalePlot(measured: readonly Measured[]): string {
  const done = measured.filter(isDone)
  const lines = (['memory', 'sqlite'] as const).flatMap((store) => [
    line(done, store, `${store}, accept`, ({ accept }) => accept),
    line(done, store, `${store}, claim`, ({ claim }) => claim),
    line(done, store, `${store}, settle`, ({ settle }) => settle),
    line(done, store, `${store}, apply`, ({ apply = 0 }) => apply),
  ])
  const shown = lines.filter(({ points }) => points.some(([, micros]) => micros > 0))
  return plot(shown, { title: 'Processor time of an event by backlog', unit: `µs, ${plotFunctions} functions` })
}

function tableOf(measured: readonly Measured[], store: Measured['store']): string {
  const columns = [
    'waiting',
    'functions',
    'accept',
    'claim',
    'settle',
    ...(store === 'sqlite' ? ['apply'] : []),
    'memory',
    ...(store === 'sqlite' ? ['disk'] : []),
  ]
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rows = scaleCases
    .filter((each) => each.store === store)
    .map((each) => {
      const { costs, skipped = 'not measured' } = measured.find((other) => isSame(other, each)) ?? {}
      const start = [each.waiting.toLocaleString('en'), each.functions.toLocaleString('en')]
      if (costs === undefined) return line([...start, skipped, ...columns.slice(3).map(() => '')])
      const { accept, claim, settle, apply } = costs
      const times = [accept, claim, settle, ...(apply === undefined ? [] : [apply])]
      const bytes = [costs.memory, ...(costs.disk === undefined ? [] : [costs.disk])].map((n) => `${Math.round(n)} B`)
      return line([...start, ...times.map((micros) => `${micros.toFixed(1)} µs`), ...bytes])
    })
  return [line(columns), line(columns.map(() => '---:')), ...rows].join('\n')
}

/** Events a second that half a core carries from acceptance to settlement, at the largest backlog that was measured. */
function ratesOf(measured: readonly Measured[]): string {
  const rows = (['memory', 'sqlite'] as const).flatMap((store) => {
    const largest = measured
      .filter(isDone)
      .filter((each) => each.store === store)
      .at(-1)
    if (largest === undefined) return []
    const { accept, claim, settle, apply = 0, memory, disk } = largest.costs
    const perSecond = Math.floor((busy * 1_000) / (accept + claim + settle + apply)) * 1_000
    const gigabytes = (bytes: number): string => `${((bytes * 10_000_000) / 1e9).toFixed(1)} GB`
    const payload = store === 'memory' ? memory + 1_024 : memory
    const onDisk = disk === undefined ? 'none' : gigabytes(disk + 1_024)
    return [`| ${names[store]} | ${perSecond.toLocaleString('en')} | ${gigabytes(payload)} | ${onDisk} |`]
  })
  return [
    '| store | events/s, queue alone | memory of 10 M events of 1 KB | disk of the same |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
  ].join('\n')
}

/** The page in Markdown. */
export function scalePage(measured: readonly Measured[]): string {
  const sorted = scaleCases.flatMap((each) =>
    measured.filter((m) => m.store === each.store && m.waiting === each.waiting && m.functions === each.functions),
  )
  const places = [...new Set(sorted.map(({ place }) => place))].join('; ')
  return `# Scale of one machine

Written by \`pnpm scale\`, which measures the stores of one machine with backlogs of up to ten million events. Run it on yours; it
measures one case after the other, each in its own process, and \`--store\` and \`--waiting\` choose some of them. [Sizing](sizing.md)
says what a fleet on PostgreSQL needs.

_${places}_

An event has ${bodyBytes} bytes of body, which the columns of memory and disk do not count, and is due at once. Events are added and settled 1,000
at a time, and claimed 100 at a time in order of arrival, so that each claim takes the oldest events of as many functions. Times are
processor time of all threads, the medians of five rounds while the backlog stays the same. They hold no wait for a disk. The SQLite store
writes all of that to its journal. To apply it to the database costs as much as the column says, later: here it is each event that
is stored, and each that is removed. An event that ends while it is in the journal costs next to nothing.

The times with 100 functions are also drawn as [a plot](scale.svg).

## ${names.memory}

${tableOf(sorted, 'memory')}

## ${names.sqlite}

${tableOf(sorted, 'sqlite')}

## Where it is not flat

Times do not grow with the backlog: a claim takes from lists and a timing wheel, and rows on disk are found by number. Differences
between rows of less than a third are those of a machine that does other work. Memory is not flat:

- **It falls and jumps as the backlog grows.** Columns grow by half and tables of ids double, so an event costs most just after either
  has grown; what a store takes without events is part of it, too.
- **It grows with the number of functions.** A lane takes some 100 bytes, which counts where a function has few events. The memory store
  shares what states have in common in up to 1,024 forms; with more functions than that, most states are kept whole.

Opening a database reads every event once, and so grows with their number
([Benchmarks](benchmarks.md#sqlite-store-cost-by-backlog)). New events are accepted meanwhile; claims wait.

## One machine or many

The queue alone, on half of one core, at the largest backlog above:

${ratesOf(sorted)}

The engine and the handlers come on top. Move to PostgreSQL and several machines when one of these holds:

- the events of an hour of outage of your slowest target need more memory or disk than the machine has;
- the rate above, or what your handlers need, is more than one machine gives;
- the events must survive the machine, or run while it is down: a store on one machine cannot do that at any size.

[Sizing](sizing.md) computes what a fleet then needs.
`
}
