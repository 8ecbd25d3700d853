import { below, checkDocument } from './check-document.ts'
import { parseDocument } from './parse-document.ts'
import type { Arrivals, Distribution, Scenario } from './scenario.ts'
import { problemOf, ScenarioError, type ScenarioProblem } from './scenario-error.ts'
import { scenarioSchema } from './scenario-schema.ts'
import { checkVariants } from './variants.ts'

/**
 * Parses and checks a scenario.
 *
 * @param text - YAML or JSON
 * @throws {@link ScenarioError} with every problem found; each names path, rule and value
 *
 * @example
 * ```ts
 * const scenario = parseScenario(`
 * version: "1.0"
 * durationSeconds: 3600
 * functions:
 *   orders:
 *     arrivals: { poisson: { perSecond: 2 } }
 *     durationMs: 200
 * `)
 * ```
 */
export function parseScenario(text: string): Scenario {
  return checkedScenario(parseDocument(text))
}

/**
 * Checks a scenario that a program has made.
 *
 * @throws {@link ScenarioError} as {@link parseScenario}
 */
export function checkedScenario(document: unknown): Scenario {
  const broken = checkDocument(document, scenarioSchema)
  if (broken.length > 0) throw new ScenarioError(broken)
  // Sound: the schema describes the type, as a test of both shows.
  const scenario = document as Scenario
  const contradictions = [...checkTimes(scenario), ...checkNumbers(scenario), ...checkVariants(scenario)]
  if (contradictions.length > 0) throw new ScenarioError(contradictions)
  return scenario
}

/** The arrivals of a function as a list. */
export function arrivalsOf(arrivals: Arrivals | readonly Arrivals[]): readonly Arrivals[] {
  return [arrivals].flat()
}

function checkTimes({ durationSeconds, functions, outages = [] }: Scenario): readonly ScenarioProblem[] {
  const invented = Object.values(functions)
    .flatMap(({ arrivals }) => arrivalsOf(arrivals))
    .some(({ trace, metric }) => trace === undefined && metric === undefined)
  const missing =
    invented && durationSeconds === undefined
      ? [problemOf('durationSeconds', 'required', undefined, 'must be given unless all arrivals are recorded')]
      : []
  const strangers = outages.flatMap(({ functions: names = [] }, index) =>
    names
      .filter((name) => !Object.hasOwn(functions, name))
      .map((name) => problemOf(`outages[${index}].functions`, 'functions', name, 'names no function of the scenario')),
  )
  return [...missing, ...strangers]
}

function checkNumbers({ functions, outages = [] }: Scenario): readonly ScenarioProblem[] {
  return [
    ...Object.entries(functions).flatMap(([name, { durationMs, arrivals }]) => {
      const path = below('functions', name)
      return [
        ...checkDistribution(durationMs, `${path}.durationMs`),
        ...arrivalsOf(arrivals).flatMap(({ bursts }) =>
          bursts?.overSeconds !== undefined && bursts.overSeconds > bursts.everySeconds
            ? [
                problemOf(
                  `${path}.arrivals.bursts.overSeconds`,
                  'order',
                  bursts.overSeconds,
                  'must be at most everySeconds',
                ),
              ]
            : [],
        ),
      ]
    }),
    ...outages.flatMap(({ durationMs }, index) =>
      durationMs === undefined ? [] : checkDistribution(durationMs, `outages[${index}].durationMs`),
    ),
  ]
}

function checkDistribution(distribution: Distribution, path: string): readonly ScenarioProblem[] {
  if (typeof distribution === 'number') return []
  const { uniform, logNormal, percentiles } = distribution
  if (uniform !== undefined && uniform.from > uniform.to)
    return [problemOf(`${path}.uniform`, 'order', uniform, 'must have a from that is at most its to')]
  if (logNormal !== undefined && logNormal.p50 > logNormal.p99)
    return [problemOf(`${path}.logNormal`, 'order', logNormal, 'must have a p50 that is at most its p99')]
  const points = Object.entries(percentiles ?? {}).map(([name, ms]) => [Number(name.slice(1)), ms] as const)
  points.sort(([a], [b]) => a - b)
  if (points.some(([, ms], index) => ms < (points[index - 1]?.[1] ?? 0)))
    return [problemOf(`${path}.percentiles`, 'order', percentiles, 'must not fall from one percentile to the next')]
  return []
}
