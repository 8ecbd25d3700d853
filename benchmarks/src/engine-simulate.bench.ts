import { type SimulationResult, simulate } from '@async-invoke/engine/simulation'
import { type HandWrittenOptions, handWrittenLoop } from './hand-written-loop.ts'
import type { Suite } from './suite.ts'

const loads: Record<string, Omit<HandWrittenOptions, 'events'>> = {
  'light load': { perSecond: 2_000, limit: 1_000, functions: 50, durationMs: 800, errorRate: 0.15 },
  'throttle storm': { perSecond: 4_000, limit: 20, functions: 50, durationMs: 800, errorRate: 0.15 },
}

const suite: Suite = {
  title: 'simulate: steps per second',
  note: 'The same load through `simulate`, with all rules, reasons and bounds, and through a hand-written loop over a bare timing wheel. A step is an arrival, an event that becomes due, or a run that ends.',
  async run({ short }) {
    const events = short ? 100_000 : 300_000
    const rounds = short ? 3 : 7
    const rows = Object.entries(loads).map(([name, load]) => {
      const ratios: number[] = []
      let best = { ours: 0, byHand: 0 }
      for (let round = -1; round < rounds; round += 1) {
        const byHand = stepsPerSecond(() => handWrittenLoop({ ...load, events }))
        const ours = stepsPerSecond(() => simulated(load, events).steps)
        if (round < 0) continue
        ratios.push(ours / byHand)
        best = { ours: Math.max(best.ours, ours), byHand: Math.max(best.byHand, byHand) }
      }
      return row(name, millions(best.ours), millions(best.byHand), `${median(ratios).toFixed(2)}x`)
    })
    return [...rows, aDay(short)]
  },
}

export default suite

function simulated(load: Omit<HandWrittenOptions, 'events'>, events: number): SimulationResult {
  const { perSecond, limit, functions, durationMs, errorRate } = load
  return simulate({
    seed: 42,
    arrivals: { events, perSecond },
    functions: Array.from({ length: functions }, (_, index) => ({
      name: `f-${index}`,
      durationMs,
      errorRate,
      reservedConcurrency: limit,
    })),
  })
}

function aDay(short: boolean) {
  const perSecond = short ? 100 : 1_000
  const load = { perSecond, limit: 1_000, functions: 50, durationMs: 800, errorRate: 0.05 }
  const startedAt = performance.now()
  const { steps, events } = simulated(load, perSecond * 86_400)
  const seconds = (performance.now() - startedAt) / 1_000
  const name = `a virtual day, ${perSecond} events/s (${(events / 1e6).toFixed(1)} M) in ${seconds.toFixed(1)} s`
  return row(name, millions(steps / seconds), '', '')
}

function row(load: string, ours: string, byHand: string, ratio: string) {
  return { load, simulate: ours, 'by hand': byHand, ratio }
}

function stepsPerSecond(run: () => number): number {
  const startedAt = performance.now()
  const steps = run()
  return (steps / (performance.now() - startedAt)) * 1_000
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(1)} M`
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0
}
