import { writeFile } from 'node:fs/promises'
import {
  defaultSeeds,
  formatHtml,
  formatText,
  type Prices,
  parsePrices,
  parseScenario,
  runScenario,
  type Scenario,
  ScenarioError,
  type ScenarioResult,
} from '@async-invoke/simulator'
import type { FlagValues } from '../command/flag.ts'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { readText } from '../desired/read-text.ts'
import { note, print, safe } from '../text/output.ts'
import { createProgress } from '../text/progress.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import type { simulateFlags } from './simulate-flags.ts'

type Values = FlagValues<typeof simulateFlags> & { readonly quiet?: boolean; readonly json?: boolean }

/** Runs the scenario of a file, and prints what it came to. */
export async function simulateFile(path: string, values: Values): Promise<number> {
  const { text } = await readText(path)
  const result = await simulate(readScenario(path, text), path, values)
  await print(values.json === true ? JSON.stringify(result) : safe(formatText(result)))
  return result.isComplete ? exitCodes.success : exitCodes.findings
}

/** @throws {@link UsageError} with everything that is wrong with the scenario */
export function readScenario(path: string, text: string): Scenario {
  try {
    return parseScenario(text)
  } catch (error) {
    throw toUsage(path, error)
  }
}

/**
 * Runs a scenario until Ctrl-C, and writes its report where one is asked for.
 *
 * @param path - of the scenario, from which the files start that it names
 * @throws {@link UsageError} when the scenario, a recording or the price list is wrong; {@link CommandError} when a file cannot be
 * read or written, or when nothing is complete
 */
export async function simulate(scenario: Scenario, path: string, values: Values): Promise<ScenarioResult> {
  const { seeds = defaultSeeds, 'max-events': maxEvents, html, prices, quiet = false } = values
  const priceList = prices === undefined ? undefined : await readPrices(prices)
  const variants = Object.keys(scenario.variants ?? { settings: {} }).length
  const progress = createProgress(seeds * variants, 'runs', quiet)
  const result = await untilInterrupted(async (signal) => {
    try {
      return await runScenario(scenario, {
        ...{ seeds, path: path === '-' ? 'stdin' : path, signal, onProgress: progress.show },
        ...(maxEvents !== undefined && { maxEvents }),
        ...(priceList !== undefined && { prices: priceList }),
      })
    } catch (error) {
      if (signal.aborted && error instanceof ScenarioError)
        throw new CommandError(error.message, {}, exitCodes.findings)
      throw toUsage(path, error)
    } finally {
      progress.end()
    }
  })
  if (!result.isComplete) note(quiet, `interrupted after ${result.seeds.length} of ${seeds} seeds`)
  if (html !== undefined) await writeReport(html, result)
  return result
}

async function readPrices(path: string): Promise<Prices> {
  const { text } = await readText(path)
  try {
    return parsePrices(text)
  } catch (error) {
    throw toUsage(path, error)
  }
}

async function writeReport(path: string, result: ScenarioResult): Promise<void> {
  try {
    await writeFile(path, formatHtml(result))
  } catch (cause) {
    throw new CommandError(`cannot write ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function toUsage(path: string, error: unknown): unknown {
  if (!(error instanceof ScenarioError)) return error
  const problems = error.problems.map(({ message }) => message.replaceAll('raise maxEvents', 'raise --max-events'))
  return new UsageError(`${path}: ${problems.join(`\n${path}: `)}`, { cause: error })
}
