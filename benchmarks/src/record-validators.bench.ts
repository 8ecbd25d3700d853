import { importCosts } from './cold-import.ts'
import { powertoolsIsInstalled } from './compat.ts'
import { type Peer, peers } from './peers.ts'
import { recordText } from './record.ts'
import { interleaved, median } from './rounds.ts'
import type { Suite } from './suite.ts'

const ratio = (own: readonly number[], other: readonly number[]): string =>
  median(own.map((time, round) => time / (other[round] ?? Number.NaN))).toFixed(2)

const suite: Suite = {
  title: 'Validators of an invocation record, side by side',
  note: 'Size: bundled and minified. Import: of that bundle in a fresh process (goal: at most 0.10 of zod 4). Check: of a parsed record of 1 KB.',
  async run(options) {
    const valid: unknown = JSON.parse(recordText(1))
    const invalid = { ...(valid as object), timestamp: 0 }
    const checks = await Promise.all(
      peers.map(async ({ name, path }) => {
        const { validate } = (await import(path)) as Peer
        if (!validate(valid) || validate(invalid)) throw new Error(`${name} does not validate the record`)
        return () => validate(valid)
      }),
    )
    const checkTimes = await interleaved(checks, options)
    const costs = await importCosts(
      peers.map(({ path }) => path),
      options,
    )
    const zodImports = costs[peers.findIndex(({ name }) => name === 'zod 4')]?.times ?? []
    const rows = peers.map(({ name }, index) => {
      const { gzipBytes = Number.NaN, times = [] } = costs[index] ?? {}
      const own = checkTimes[index] ?? []
      return {
        library: name,
        'gzip KB': (gzipBytes / 1024).toFixed(1),
        'import ms': median(times).toFixed(2),
        'import, to zod 4': ratio(times, zodImports),
        'check ns': Math.round(median(own)).toString(),
        'check, to ours': ratio(own, checkTimes[0] ?? []),
      }
    })
    return powertoolsIsInstalled
      ? rows
      : [...rows, { library: 'powertools parser + zod: SKIPPED: run pnpm compat first' }]
  },
}

export default suite
