import { basename } from 'node:path'
import { parseTemplate } from '@async-invoke/config-client/templates'
import type { Scenario } from '@async-invoke/simulator'
import { UsageError } from '../command-error.ts'
import { readScenario } from '../simulate/simulate.ts'

/** What a recording of times does not tell. */
export interface Assumptions {
  readonly durationMs: number
  readonly errorProbability: number
}

/**
 * Reads the load to simulate a plan under: a scenario, or a recording of one function.
 *
 * @param changed - the functions that the plan changes
 * @throws {@link UsageError} when a scenario is wrong, or when it is not clear whose events a recording has
 */
export async function recordedLoad(
  path: string,
  text: string,
  changed: readonly string[],
  { durationMs, errorProbability }: Assumptions,
): Promise<Scenario> {
  const document = await parsed(text)
  if (isObject(document) && 'functions' in document) return readScenario(path, text)
  const [name] = changed
  if (name === undefined || changed.length > 1)
    throw new UsageError(
      `${path} is a recording of one function, and the plan changes ${changed.length === 0 ? 'none' : changed.join(', ')}: simulate a scenario instead`,
    )
  const file = basename(path)
  const isMetric =
    /\.csv$/i.test(path) || (isObject(document) && ('MetricDataResults' in document || 'Datapoints' in document))
  const assumed = `runs of ${durationMs} ms, of which ${errorProbability * 100}% fail`
  return {
    version: '1.0',
    title: `${name} under ${file}, with ${assumed}`,
    functions: {
      [name]: { arrivals: isMetric ? { metric: { file } } : { trace: { file } }, durationMs, errorProbability },
    },
  }
}

/** JSON Lines are no YAML. */
async function parsed(text: string): Promise<unknown> {
  try {
    return await parseTemplate(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
