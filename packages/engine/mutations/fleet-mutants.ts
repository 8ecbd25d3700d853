import { type Mutant, mutant, type Suite } from './mutant.ts'

const loads = 'engine/src/lib/concurrency/function-loads.ts'
const gates = 'engine/src/lib/queue/lane-gates.ts'
const dependencies = 'engine/src/lib/loop/engine-dependencies.ts'
const limits = 'engine/src/lib/store-calls/lane-limits.ts'
const loop = 'engine/src/lib/loop/engine-loop.ts'
const event = 'engine/src/lib/loop/run-event.ts'
const keeper = 'engine/src/lib/store-calls/lease-keeper.ts'

export const fleetSuites: Readonly<Record<string, Suite>> = {
  [loads]: { root: 'engine', tests: ['function-loads', 'fleet-limits', 'serves'] },
  [gates]: { root: 'engine', tests: ['memory-store'] },
  [dependencies]: { root: 'engine', tests: ['fleet-limits'] },
  [limits]: { root: 'engine', tests: ['lane-limits'] },
}

/** Each brings back an assumption that holds in one process only. */
export const fleetMutants: readonly Mutant[] = [
  // Assumes that the clock of the store is that of the engine.
  mutant(
    loop,
    'wakeAt(this.#pacer.nowMs() + ms',
    'wakeAt(this.#clock.nowMs() + ms',
    'pauses follow the clock that wakes',
  ),
  // Assumes that each process counts its own runs.
  mutant(
    dependencies,
    'limitsInStore = hasLimits &&',
    'limitsInStore = false && hasLimits &&',
    'reserved concurrency holds over all processes',
  ),
  // Assumes that what was claimed before a limit may run.
  mutant(event, "return typeof before === 'number'", 'return true', 'nothing runs that was claimed without a limit'),
  // Assumes that a lane that is not known here has nothing under way.
  mutant(
    loads,
    'load.limit !== load.reserved) return 1 - load.claimed',
    'false) return 0',
    'one event is claimed until the store keeps to the limit',
  ),
  // Assumes that limits change here only.
  mutant(
    event,
    '    load.limit = most\n    engine.limitChanged()',
    '    load.limit = most',
    'a higher limit is used at once',
  ),
  // Assumes that limits are set one at a time.
  mutant(limits, '    await before?.catch(() => {})\n', '', 'the last limit wins'),
  // Assumes that a store lends what it has.
  mutant(gates, 'taken < (', 'taken <= (', 'a lane has no more leases than its limit'),
  // Assumes that a pause is the limit of one claim.
  mutant(gates, '!this.#paused.has(lane) && ', '', 'a paused lane hands out nothing'),
  // Assumes that every engine serves every function.
  mutant(
    loads,
    'prefixes: destinations, default: 0 }',
    'prefixes: destinations, default: 1 }',
    'an engine claims what it serves',
  ),
  // Assumes that deliveries belong to the functions that are served.
  mutant(
    loads,
    'return { lanes, prefixes: destinations, default: 0 }',
    'return { lanes, default: 0 }',
    'every engine delivers',
  ),
  // Assumes that a claim for each event is free.
  mutant(loop, ' || this.#dependencies.loads.hasSharedSlots', '', 'shared slots are filled at once'),
  // Assumes that times may be fractions.
  mutant(keeper, 'Math.floor(leaseMs / 3)', 'leaseMs / 3', 'times are whole milliseconds'),
]
