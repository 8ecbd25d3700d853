/**
 * Runs `simulateFaults` over many seeds: `pnpm reliability:simulate --seeds 300 --from 1`. Prints what it did and exits
 * with 1 when anything happened that must not; a failing seed is run again, and its trace is printed if it is the same.
 */
import { parseArgs } from 'node:util'
import { type FaultSimulationResult, simulateFaults } from '../src/simulation.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '300' }, from: { type: 'string', default: '1' } },
})
const seeds = wholeNumber('seeds', values.seeds)
const from = wholeNumber('from', values.from)
const totals = { events: 0, faults: 0, violations: 0, hash: 0 }
const kinds = new Map<string, number>()

for (let seed = from; seed < from + seeds; seed += 1) {
  const result = await simulateFaults({ seed })
  totals.events += result.events
  totals.violations += result.violations.length
  totals.hash = (Math.imul(totals.hash, 31) + result.hash) >>> 0
  for (const [fault, count] of Object.entries(result.faults)) {
    totals.faults += count
    const kind = fault.replace(/(?:before|after|at) .*/, '').trim()
    kinds.set(kind, (kinds.get(kind) ?? 0) + count)
  }
  if (result.violations.length > 0) await report(result)
}
console.log([...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '))
console.log(
  `seeds run ${seeds} (${from} to ${from + seeds - 1}), events ${totals.events}, faults injected ${totals.faults}, ` +
    `violations ${totals.violations}, history ${totals.hash.toString(16)}`,
)
if (totals.violations > 0) process.exitCode = 1

async function report({ seed, violations, trace, hash }: FaultSimulationResult): Promise<void> {
  const again = await simulateFaults({ seed })
  console.log(`seed ${seed}: ${violations.join('; ')}`)
  if (again.hash === hash) console.log(trace.map((line) => `  ${line}`).join('\n'))
  else console.log('  run again, the seed gave another trace: something draws chance or time from elsewhere')
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1)
    throw new TypeError(`--${name} takes a whole number above 0, not ${text}`)
  return number
}
