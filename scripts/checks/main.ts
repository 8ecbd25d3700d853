/**
 * Runs the list of checks: `pnpm check` the steps for every change, one after another; `pnpm check --full` all of them, the
 * lists of a phase beside each other, as CI does. `--only static` runs one list, and `--list` prints the steps.
 */
import { parseArgs } from 'node:util'
import { type List, type Phase, phases, testsList } from './list.ts'
import { type Ended, runStep } from './run-step.ts'
import { describeTally, isGood, tallyOf } from './tally.ts'

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
})
const { full, only } = values

const names = phases.flatMap((phase) => Object.keys(phase))
if (only !== undefined && !names.includes(only)) {
  console.error(`unknown list ${only}; choose from: ${names.join(', ')}`)
  process.exit(2)
}

const plan = phases.map(selected)
if (values.list) for (const phase of plan) printPhase(phase)
else process.exitCode = (await runPhases()) ? 0 : 1

/** The steps of a phase that this run takes. */
function selected(phase: Phase): Phase {
  const lists = Object.entries(phase)
    .filter(([name]) => only === undefined || name === only)
    .map(([name, list]) => [name, list.filter(({ onlyFull }) => full || !onlyFull)] as const)
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0))
}

async function runPhases(): Promise<boolean> {
  const startMs = performance.now()
  const ended = new Map<string, readonly Ended[]>()
  for (const phase of plan) {
    const lists = Object.entries(phase)
    // The first list is shown as it runs; those beside it, when they have ended.
    const runs = lists.map(
      ([name, list], index) =>
        async () =>
          ended.set(name, await runList(list, !full || index === 0)),
    )
    if (full) await Promise.all(runs.map((run) => run()))
    else
      for (const run of runs) {
        await run()
        if (failed(ended.values())) break
      }
    if (failed(ended.values())) break
  }
  printSeconds([...ended.values()].flat(), (performance.now() - startMs) / 1000)
  const testsPass = printTests(ended.get(testsList))
  return testsPass && !failed(ended.values())
}

function failed(lists: Iterable<readonly Ended[]>): boolean {
  return [...lists].flat().some(({ passed }) => !passed)
}

/** Runs steps until one fails. */
async function runList(list: List, isShown: boolean): Promise<readonly Ended[]> {
  const ended: Ended[] = []
  for (const { run } of list) {
    if (isShown) console.log(`\n$ ${run}`)
    const result = await runStep(run, isShown)
    ended.push(result)
    if (!result.passed) break
  }
  if (!isShown) for (const { run, printed } of ended) process.stdout.write(`\n$ ${run}\n${printed}`)
  return ended
}

function printSeconds(ended: readonly Ended[], total: number): void {
  const line = (seconds: number, text: string): string => `${seconds.toFixed(0).padStart(5)} s  ${text}`
  const lines = ended.map(({ run, seconds, passed }) => line(seconds, passed ? run : `${run}  FAILED`))
  console.log(['\nseconds per step:', ...lines, line(total, 'in all')].join('\n'))
}

/** Prints the count of tests, if they ran, and says whether they are good. */
function printTests(ended: readonly Ended[] | undefined): boolean {
  if (ended === undefined) return true
  const printed = ended.map((step) => step.printed).join('')
  const providers = process.env.ASYNC_INVOKE_TF_PLUGINS
  console.log(
    !providers || printed.includes('skipped: Terraform')
      ? 'Terraform: not tried; ASYNC_INVOKE_TF_PLUGINS names no folder, or the reason is above'
      : `Terraform: tried with the providers in ${providers}`,
  )
  const tally = tallyOf(printed)
  console.log(describeTally(tally))
  return isGood(tally)
}

function printPhase(phase: Phase): void {
  for (const [name, list] of Object.entries(phase))
    for (const { run, onlyFull } of list) console.log(`${name.padEnd(11)} ${run}${onlyFull ? '  (only in full)' : ''}`)
}
