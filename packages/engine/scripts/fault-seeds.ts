import { parseArgs } from 'node:util'
import { type FaultSimulationOptions, type FaultSimulationResult, simulateFaults } from '../src/simulation.ts'

/**
 * Runs `simulateFaults` over the seeds of `--seeds N --from M`, and prints a summary. A failing seed is run again, and its trace is
 * printed if it is reproducible. The exit code is 1 after any violation.
 *
 * @param seedsByDefault - number of seeds without `--seeds`
 */
export async function runFaultSeeds(
  optionsOf: (remote: boolean) => Omit<FaultSimulationOptions, 'seed'>,
  seedsByDefault: number,
): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: String(seedsByDefault) },
      from: { type: 'string', default: '1' },
      remote: { type: 'boolean', default: false },
    },
  })
  const seeds = positiveInteger('seeds', values.seeds)
  const from = positiveInteger('from', values.from)
  const options = optionsOf(values.remote)
  const totals = { events: 0, faults: 0, violations: 0, hash: 0 }
  const kinds = new Map<string, number>()
  for (let seed = from; seed < from + seeds; seed += 1) {
    const result = await simulateFaults({ ...options, seed })
    totals.events += result.events
    totals.violations += result.violations.length
    totals.hash = (Math.imul(totals.hash, 31) + result.hash) >>> 0
    for (const [fault, count] of Object.entries(result.faults)) {
      totals.faults += count
      const kind = fault.replace(/(?:before|after|at) .*/, '').trim()
      kinds.set(kind, (kinds.get(kind) ?? 0) + count)
    }
    if (result.violations.length > 0) report(result, await simulateFaults({ ...options, seed }))
  }
  console.log([...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '))
  console.log(
    `seeds run ${seeds} (${from} to ${from + seeds - 1}), events ${totals.events}, faults injected ${totals.faults}, ` +
      `violations ${totals.violations}, history ${totals.hash.toString(16)}`,
  )
  if (totals.violations > 0) process.exitCode = 1
}

function report({ seed, violations, trace, hash }: FaultSimulationResult, again: FaultSimulationResult): void {
  console.log(`seed ${seed}: ${violations.join('; ')}`)
  if (again.hash === hash) console.log(trace.map((line) => `  ${line}`).join('\n'))
  else
    console.log('  not reproducible: the seed gave another trace, so something takes randomness or time from elsewhere')
}

function positiveInteger(name: string, value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new TypeError(`--${name} takes a positive integer, not ${value}`)
  return number
}
