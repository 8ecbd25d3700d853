import { type SimulationOptions, simulate } from '@async-invoke/engine/simulation'
import { runScenario, type Scenario } from '@async-invoke/simulator'
import { median } from './rounds.ts'
import type { Suite } from './suite.ts'

interface Load {
  readonly perSecond: number
  readonly durationMs: number
  readonly errorRate: number
  readonly reserved: number
}

const loads: Readonly<Record<string, Load>> = {
  'light load': { perSecond: 100, durationMs: 800, errorRate: 0.15, reserved: 900 },
  'throttle storm': { perSecond: 200, durationMs: 800, errorRate: 0.15, reserved: 20 },
}

const suite: Suite = {
  title: 'simulator: events per second',
  note: 'A scenario through `runScenario`, which is what `async-invoke simulate` runs, with one seed: arrivals, draws by event and run, depth, ages, latencies, course and summary; and the same rates through the engine alone, `simulate`, which only counts outcomes. In turn; the ratio is the median over the rounds. Goal: at least 0.9x.',
  async run({ short }) {
    const seconds = short ? 600 : 3_000
    const rounds = short ? 3 : 9
    const rows = []
    for (const [name, load] of Object.entries(loads)) {
      const ratios: number[] = []
      let best = { scenario: 0, engine: 0 }
      // The first round only warms up.
      for (let round = -1; round < rounds; round += 1) {
        const engine = await eventsPerSecond(async () => simulate(optionsOf(load, seconds)).events)
        const scenario = await eventsPerSecond(() => eventsOf(scenarioOf(load, seconds)))
        if (round < 0) continue
        ratios.push(scenario / engine)
        best = { scenario: Math.max(best.scenario, scenario), engine: Math.max(best.engine, engine) }
      }
      rows.push({
        load: name,
        runScenario: thousands(best.scenario),
        simulate: thousands(best.engine),
        ratio: `${median(ratios).toFixed(2)}x`,
      })
    }
    return rows
  },
}

export default suite

function optionsOf({ perSecond, durationMs, errorRate, reserved }: Load, seconds: number): SimulationOptions {
  return {
    seed: 1,
    arrivals: { events: perSecond * seconds, perSecond },
    functions: [{ name: 'f', durationMs, errorRate, reservedConcurrency: reserved }],
  }
}

function scenarioOf({ perSecond, durationMs, errorRate, reserved }: Load, seconds: number): Scenario {
  return {
    version: '1.0',
    durationSeconds: seconds,
    functions: {
      f: {
        arrivals: { poisson: { perSecond } },
        durationMs: { exponential: { mean: durationMs } },
        errorProbability: errorRate,
        settings: { ReservedConcurrentExecutions: reserved },
      },
    },
  }
}

async function eventsOf(scenario: Scenario): Promise<number> {
  const { variants } = await runScenario(scenario, { seeds: 1 })
  return variants[0]?.numbers.events.p50 ?? 0
}

async function eventsPerSecond(run: () => Promise<number>): Promise<number> {
  const startedAt = performance.now()
  const events = await run()
  return (events / (performance.now() - startedAt)) * 1_000
}

function thousands(perSecond: number): string {
  return `${Math.round(perSecond / 1_000)} k`
}
