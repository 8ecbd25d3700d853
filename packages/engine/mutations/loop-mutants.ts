// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
import { type Mutant, mutant, type Suite } from './mutant.ts'

const engine = 'engine/src/lib/loop/engine-loop.ts'
const intake = 'engine/src/lib/loop/intake.ts'
const itemState = 'engine/src/lib/loop/item-state.ts'
const drain = 'engine/src/lib/loop/drain-watch.ts'
const event = 'engine/src/lib/loop/run-event.ts'
const delivery = 'engine/src/lib/loop/run-delivery.ts'
const keeper = 'engine/src/lib/store-calls/lease-keeper.ts'
const settlements = 'engine/src/lib/store-calls/settlements.ts'
const retries = 'engine/src/lib/store-calls/enqueue-retries.ts'
const pool = 'engine/src/lib/concurrency/concurrency-pool.ts'

/** The simulation must notice whatever breaks a promise of the loop. */
export const loopSuites: Readonly<Record<string, Suite>> = {
  [engine]: {
    root: 'engine',
    tests: ['simulate-faults', 'claiming', 'leases', 'lost-answers', 'store-time', 'serves'],
  },
  [itemState]: { root: 'engine', tests: ['item-state', 'simulate-faults'] },
  [intake]: { root: 'engine', tests: ['simulate-faults', 'engine-loop-leases-and-stop'] },
  [drain]: { root: 'engine', tests: ['drained'] },
  [event]: { root: 'engine', tests: ['simulate-faults', 'fleet-limits'] },
  [delivery]: { root: 'engine', tests: ['simulate-faults'] },
  [keeper]: { root: 'engine', tests: ['simulate-faults', 'leases', 'remote-calls', 'lost-answers'] },
  [settlements]: { root: 'engine', tests: ['lost-answers', 'simulate-faults'] },
  [retries]: { root: 'engine', tests: ['simulate-faults', 'lost-answers'] },
  [pool]: { root: 'engine', tests: ['slots', 'function-loads'] },
}

export const loopMutants: readonly Mutant[] = [
  mutant(
    retries,
    "undefined || this.#closed) {\n      ended('unknown')",
    "undefined || this.#closed) {\n      ended('accepted')",
    'a confirmed event is in the store',
  ),
  mutant(settlements, '!held.lasts(pauseMs)', 'true', 'a settlement that failed is retried'),
  mutant(
    settlements,
    "if (!held.lasts(pauseMs)) return 'stale'",
    'if (!held.lasts(pauseMs)) return undefined',
    'giving up is told',
  ),
  mutant(keeper, 'this.isLost || this.isEnding', 'this.isLost', 'a lease that its own settlement ended is not lost'),
  mutant(settlements, '      held.isEnding = false\n', '', 'a lease can be lost after its settlement'),
  mutant(
    engine,
    'const result = await this.#settlements.settle(',
    'onCommitted?.()\n      const result = await this.#settlements.settle(',
    'the timeline follows the commit',
  ),
  mutant(engine, '> this.#maxWithoutOutcome)', '>= this.#maxWithoutOutcome)', 'no item is poison too early'),
  mutant(engine, '> this.#maxWithoutOutcome)', '> this.#maxWithoutOutcome + 1)', 'no poison is processed'),
  mutant(
    itemState,
    'deliveries - Math.min(settledDeliveries, deliveries)',
    'deliveries',
    'an outcome resets the count',
  ),
  mutant(engine, 'while (this.#pumpAgain && !this.#closed)', 'while (this.#pumpAgain)', 'a stop claims nothing more'),
  mutant(engine, 'if (graceMs > 0 && this.#inFlight.size > 0)', 'if (false)', 'runs get their grace period'),
  mutant(engine, 'this.#leases.abortAll(reason)\n', '', 'the grace period ends'),
  mutant(
    engine,
    'while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.values())',
    '',
    'a stop waits for current runs',
  ),
  mutant(intake, 'if (this.#enqueuing > 0)', 'if (false)', 'a stop waits for the answers to events'),
  mutant(engine, 'await this.#pumping\n', '\n', 'a stop waits for the current claim'),
  mutant(drain, 'this.#countAgain = true', '{}', 'a count that predates an event drains nothing'),
  mutant(drain, ' || !this.#dependencies.isIdle()', '', 'a busy engine is not drained'),
  mutant(drain, 'if (left === 0) for', 'if (left !== undefined) for', 'drained waits for the queue to be empty'),
  mutant(drain, 'else this.#recountIn(', 'else if (left === undefined) this.#recountIn(', 'another engine drains, too'),
  mutant(drain, 'drained.catch(() => {})', '{}', 'a rejection that no caller handles ends no process'),
  mutant(
    drain,
    'if (left === 0) resolve()',
    'if (left !== undefined) resolve()',
    'a stop with events left rejects drained',
  ),
  mutant(
    event,
    "if (result === undefined) return { settlement: { token: claim.token, to: 'release' } }",
    "if (result === undefined) return { settlement: { token: claim.token, to: 'done' } }",
    'a run that a stop interrupted returns to the queue',
  ),
  mutant(event, 'if (held.signal.aborted) return undefined\n', '', 'a run that a stop interrupted is not an attempt'),
  mutant(
    event,
    'encodeState({ ...event, backoff',
    'encodeState({ ...event, failures: 0, attempts: 0, backoff',
    'an unresolved event keeps its counts',
  ),
  mutant(
    event,
    "to: 'again', delayMs: decision.delayMs, state }",
    "to: 'again', delayMs: 0, state }",
    'a retry is not made before it is due',
  ),
  mutant(event, '      settledDeliveries: claim.deliveries,\n', '', 'a retry is an outcome'),
  mutant(
    delivery,
    "if (held.signal.aborted) return { settlement: { token, to: 'release' } }\n",
    '',
    'a record that a stop interrupted returns to the queue',
  ),
  mutant(keeper, 'this.#renewAtMs) this.#renew()\n', 'this.#renewAtMs) {}\n', 'leases are renewed'),
  mutant(keeper, 'Math.max(lease.untilMs, untilMs)', 'lease.untilMs', 'a lease that was renewed lasts'),
  mutant(
    keeper,
    "if (results[index] === 'stale') lease.lose()",
    "if (results[index] === 'stale') {}",
    'a lost lease is seen',
  ),
  mutant(keeper, '    this.#lost()\n', '', 'a lost lease is told at once'),
  mutant(keeper, 'this.abort(new Error(', 'void (new Error(', 'a lost lease aborts its attempt'),
  mutant(keeper, 'if (!lease.lasts(this.#marginMs)) lease.lose()', '{}', 'a lease that cannot be renewed is given up'),
  mutant(engine, '      await before\n', '', 'an engine does not run its own running item'),
  mutant(engine, '? 930_000 : 30_000', '? 930_000 : 930_000', 'leases are short where they can be extended'),
  mutant(settlements, "isRepeated ? 'unknown' : 'stale'", "'stale'", 'an outcome without an answer is unknown'),
  mutant(engine, 'this.#storeClock ?? options.clock', 'options.clock', 'ages are those of the store'),
  mutant(engine, 'claim(isTimeKnown ? max : 0)', 'claim(max)', 'nothing is decided before the time is known'),
  mutant(engine, 'this.#forgetWakeUps = store.onWake(() => this.#woken())', '{}', 'what another user queues is seen'),
  mutant(engine, '      maxBytes: maxClaimBytes,\n', '', 'a claim has a bound of bytes'),
  mutant(
    retries,
    "result === 'duplicate' ? 'accepted' : result",
    'result',
    'a duplicate after a lost answer was accepted',
  ),
  mutant(retries, 'pauseMs === undefined || ', '', 'retries of an acceptance end'),
  mutant(
    pool,
    'count.running >= reserved',
    'count.running > reserved',
    'a function runs no more than it reserves (FNC-8)',
  ),
  mutant(pool, 'this.free < 1', 'this.free < 0', 'functions share no more than the account has left (FNC-7)'),
  mutant(pool, "if (kind === 'pool') this.#taken -= 1", '', 'a slot of the pool is given back'),
  mutant(pool, "if (kind === 'pool') ", '', 'a reserved slot is not given back to the pool'),
]
