// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
/** One change that breaks a rule, and the tests that must notice it. */
export interface Mutant {
  /** Below `packages/`. */
  readonly file: string
  readonly from: string
  readonly to: string
  /** Promise that the change breaks. */
  readonly breaks: string
}

const decide = 'engine/src/lib/decide/decide-next.ts'
const format = 'schemas/src/lib/record/format-invocation-record.ts'
const store = 'engine/src/lib/queue/memory-store.ts'
const schedule = 'engine/src/lib/queue/schedule.ts'
const budget = 'engine/src/lib/queue/lane-budget.ts'
const wheel = 'engine/src/lib/queue/timing-wheel.ts'
const lanes = 'engine/src/lib/queue/ready-lanes.ts'
const leases = 'engine/src/lib/queue/lease-table.ts'
const engine = 'engine/src/lib/loop/engine-loop.ts'
const intake = 'engine/src/lib/loop/intake.ts'
const drain = 'engine/src/lib/loop/drain-watch.ts'
const event = 'engine/src/lib/loop/run-event.ts'
const delivery = 'engine/src/lib/loop/run-delivery.ts'
const keeper = 'engine/src/lib/store-calls/lease-keeper.ts'
const settlements = 'engine/src/lib/store-calls/settlements.ts'
const retries = 'engine/src/lib/store-calls/enqueue-retries.ts'
const storeClock = 'engine/src/lib/time/store-clock.ts'
const pace = 'engine/src/lib/time/pace.ts'
const pool = 'engine/src/lib/concurrency/concurrency-pool.ts'

/** Mutated files, each with its package and the tests to run. */
export const testsOf: Readonly<Record<string, { readonly root: string; readonly tests: readonly string[] }>> = {
  [decide]: { root: 'engine', tests: ['decide-next', 'unsettled-choices'] },
  [format]: { root: 'schemas', tests: ['format-invocation-record', 'invocation-record'] },
  [store]: { root: 'engine', tests: ['memory-store'] },
  [schedule]: { root: 'engine', tests: ['queue/schedule', 'memory-store'] },
  [budget]: { root: 'engine', tests: ['queue/schedule', 'memory-store'] },
  [wheel]: { root: 'engine', tests: ['timing-wheel', 'memory-store'] },
  [lanes]: { root: 'engine', tests: ['ready-lanes', 'memory-store'] },
  [leases]: { root: 'engine', tests: ['queue/schedule', 'memory-store'] },
  // The simulation must notice whatever breaks a promise of the loop.
  [engine]: { root: 'engine', tests: ['simulate-faults', 'claiming', 'leases', 'lost-answers', 'store-time'] },
  [intake]: { root: 'engine', tests: ['simulate-faults'] },
  [drain]: { root: 'engine', tests: ['drained'] },
  [event]: { root: 'engine', tests: ['simulate-faults'] },
  [delivery]: { root: 'engine', tests: ['simulate-faults'] },
  [keeper]: { root: 'engine', tests: ['simulate-faults', 'leases'] },
  [settlements]: { root: 'engine', tests: ['lost-answers'] },
  [retries]: { root: 'engine', tests: ['lost-answers'] },
  [storeClock]: { root: 'engine', tests: ['store-clock', 'store-time'] },
  [pace]: { root: 'engine', tests: ['claiming'] },
  [pool]: { root: 'engine', tests: ['slots', 'function-loads'] },
}

const mutant = (file: string, from: string, to: string, breaks: string): Mutant => ({ file, from, to, breaks })

export const mutants: readonly Mutant[] = [
  mutant(decide, 'functionErrorStepInSeconds * 1_000', 'functionErrorStepInSeconds * 1_001', 'waits of 60 and 120 s'),
  mutant(decide, 'firstBackoffInSeconds * 1_000', 'firstBackoffInSeconds * 2_000', 'back-off starts at 1 s'),
  mutant(decide, 'maxBackoffInSeconds * 1_000', 'maxBackoffInSeconds * 999', 'back-off ends at 300 s'),
  mutant(decide, '2 ** event.backoff', '3 ** event.backoff', 'back-off doubles'),
  mutant(
    decide,
    'event.failures + 1\n  const missing',
    'event.failures + 2\n  const missing',
    'each failure counts once',
  ),
  mutant(decide, 'failures > retries', 'failures >= retries', 'the last retry is made'),
  mutant(decide, 'functionErrorStepMs * failures', 'functionErrorStepMs', 'the second wait is 120 s'),
  mutant(decide, 'if (delayMs >= room)', 'if (delayMs > room)', 'a tie is exceeded after failures (RTY-3)'),
  mutant(decide, 'if (nominalMs >= room)', 'if (nominalMs > room)', 'a tie is exceeded after throttles (RTY-3)'),
  mutant(decide, 'if (nominalMs >= room)', 'if (room <= 0)', 'the age test looks ahead (RTY-2)'),
  mutant(decide, 'keeps ? event.backoff : 0', 'event.backoff', 'a run resets the back-off'),
  mutant(decide, 'keeps ? event.backoff : 0', '0', 'U-05a keep'),
  mutant(decide, 'draw === undefined ? backoff : jitteredBackoff', 'backoff', 'a jittered wait names its rule (U-05b)'),
  mutant(decide, 'backoff: event.backoff + 1', 'backoff: event.backoff', 'back-off grows'),
  mutant(decide, 'countsRuns ? event.failures + 1 : 1', 'event.failures + 1', 'a success counts 1 (REC-9)'),
  mutant(decide, 'countsRuns ? event.failures + 1 : 1', '1', 'U-06 runs'),
  mutant(decide, "functionError: 'Unhandled'", "functionError: 'Handled'", 'functionError is Unhandled (REC-3)'),
  mutant(decide, 'return { statusCode: 404 }', 'return { statusCode: 200 }', 'a missing target is a 404'),
  mutant(decide, 'return { statusCode: 429 }', 'return { statusCode: 500 }', 'a throttle is a 429'),
  mutant(decide, 'statusCode: attempt.statusCode', 'statusCode: 500', 'a system error keeps its code (U-04)'),
  mutant(decide, 'delayMs === room ?', 'delayMs !== room ?', 'a tie names its rule'),
  mutant(decide, '(nowMs - event.acceptedAtMs)', 'nowMs', 'the age starts at acceptance (RTY-5)'),
  mutant(decide, '* 1_000\n  return maxAgeMs', '* 1_001\n  return maxAgeMs', 'the age limit is in seconds'),
  mutant(
    decide,
    'if (roomMs(event, settings, nowMs) > 0)',
    'if (roomMs(event, settings, nowMs) >= 0)',
    'expiry in the queue at a tie',
  ),
  mutant(
    decide,
    "approximateInvokeCount: 0, rules: ['4.2.2']",
    "approximateInvokeCount: 1, rules: ['4.2.2']",
    'zero reserved counts 0',
  ),
  mutant(decide, 'if (stretch <= 1)', 'if (stretch < 0)', 'no stretch, no rule of it'),
  mutant(decide, 'Math.ceil(room) - 1', 'Math.ceil(room)', 'a stretched wait ends before the age limit'),
  mutant(
    decide,
    "choices.throttledAfterRun === 'last-run' ? runBefore(event) : undefined\n",
    'runBefore(event)\n',
    'the last attempt wins (U-18)',
  ),
  mutant(
    decide,
    'last?.statusCode === 200 || last?.statusCode === 404',
    'last?.statusCode === 404',
    'U-18 last-run finds the run',
  ),
  mutant(decide, 'if (lastRun !== undefined) return lastRun\n', '', 'U-18 last-run is remembered over throttles'),
  mutant(decide, '0.5 + draw / 2', 'draw', 'jitter keeps to the upper half'),
  mutant(format, "version: '1.0'", "version: '1.1'", 'the version of the record'),
  mutant(format, "requestPayloadText === '' ? '{}'", "requestPayloadText === '' ? 'null'", 'no body is {} (INV-4)'),
  mutant(
    format,
    'if (!isJson(requestPayloadText))',
    'if (isJson(requestPayloadText))',
    'no record for a payload that is not JSON',
  ),
  mutant(
    format,
    '"requestPayload":${requestPayloadText}',
    '"requestPayload":${JSON.stringify(JSON.parse(requestPayloadText))}',
    'bytes are spliced (REC-6)',
  ),
  mutant(
    format,
    ',"responsePayload":${payload}',
    ',"responsePayload":${JSON.stringify(JSON.parse(payload))}',
    'response bytes are spliced (REC-6)',
  ),
  mutant(
    format,
    "if (payload === undefined || payload === '') return ''",
    "if (payload === undefined) return ''",
    'zero bytes omit responsePayload (REC-8)',
  ),
  mutant(
    format,
    'if (context === undefined) return',
    'if (context !== undefined) return',
    'responseContext is there (REC-4)',
  ),
  mutant(
    format,
    'JSON.stringify({ statusCode, executedVersion, functionError })',
    'JSON.stringify({ executedVersion, statusCode, functionError })',
    'the order of members',
  ),
  mutant(format, 'statusCode: 400,', 'statusCode: 500,', 'the deliveryError of a response that is not JSON'),
  mutant(format, 'if (!Number.isFinite(fields.timestampMs))', 'if (false)', 'no time, no record'),
  mutant(store, "if (this.#schedule.find(item.id) !== none) return 'duplicate'", '', 'an id is accepted once'),
  mutant(store, '> this.capabilities.maxBodyBytes', '>= this.capabilities.maxBodyBytes', 'the largest body fits'),
  mutant(store, 'this.#schedule.items >= this.#maxItems', 'this.#schedule.items > this.#maxItems', 'maxItems'),
  mutant(store, 'this.#bytes + bytes > this.#maxBytes', 'this.#bytes + bytes >= this.#maxBytes', 'maxBytes'),
  mutant(
    store,
    "if (lease === none) return 'stale'\n      leases.end",
    "if (lease === none) return 'ok'\n      leases.end",
    'fencing',
  ),
  mutant(store, 'leases.end(lease)\n', '', 'a settled lease is over'),
  mutant(
    store,
    'if (this.#schedule.find(next.id) === none) this.#add(next)',
    'this.#add(next)',
    'an outbox item is queued once',
  ),
  mutant(
    store,
    'this.#states.drop(row)\n        this.#states.put(row, settlement.state)',
    '',
    'again takes the new state',
  ),
  mutant(store, 'nowMs + Math.max(0, settlement.delayMs)', 'nowMs', 'again waits'),
  mutant(store, 'this.#bytes -= this.#states', 'this.#bytes += this.#states', 'bytes are given back'),
  mutant(
    store,
    'this.#lastClaim, nowMs + leaseMs',
    'this.#lastClaim, nowMs + leaseMs + 1',
    'leases end to the millisecond',
  ),
  mutant(store, 'this.#lastClaim += 1', 'this.#lastClaim = 1', 'a token is never granted twice'),
  mutant(budget, 'left >= 1 &&', 'left >= 0 &&', 'budget 0 keeps a lane out'),
  mutant(budget, 'this.#budget.default) - 1)', 'this.#budget.default))', 'a lane gives no more than its budget'),
  mutant(budget, 'this.#defaultLeft -= 1', '', 'lanes with the default share its total'),
  mutant(budget, 'if (own !== undefined) return own', '', 'the number of a lane comes before that of its prefix'),
  mutant(schedule, 'more = true', '', 'an answer that a limit cut short says so'),
  mutant(
    schedule,
    'for (const lane of spent.reverse()) ready.rejoinFirst(lane)',
    '',
    'a lane without budget comes back',
  ),
  mutant(schedule, ' || fits?.(ready.oldestOf(lane)) === false', '', 'a row that does not fit is not taken'),
  mutant(schedule, 'this.deliveries(row) + 1', 'this.deliveries(row)', 'deliveries are counted'),
  mutant(schedule, 'this.deliveries(row) - 1', 'this.deliveries(row)', 'a release is not a delivery'),
  mutant(schedule, 'this.#ready.putBack(row', 'this.#ready.append(row', 'a released item is next'),
  mutant(schedule, 'if (this.#rowOf.get(id) === row) this.#rowOf.delete(id)', '', 'a done id may come again'),
  mutant(schedule, 'if (this.#rowOf.get(id) === row) ', '', 'an id that has passed to another row stays'),
  mutant(schedule, 'this.#lanes.leave(this.#lane[row] as number)', '', 'a lane without items is forgotten'),
  mutant(schedule, 'Math.min(delay, lease)', 'Math.max(delay, lease)', 'the next due time counts leases'),
  mutant(schedule, 'this.#collectDelayed(this.leases.endMsOf(lease))\n', '', 'what is due first is ready first'),
  mutant(schedule, '- ready - delayed', '- ready', 'only what is leased counts as leased'),
  mutant(wheel, 'if (due > limitMs) return none', '', 'nothing before its time'),
  mutant(wheel, 'Math.ceil(dueMs)', 'Math.floor(dueMs)', 'fractions are rounded up'),
  mutant(wheel, 'if (due < this.#block + this.#now) this.#rewind(due)', '', 'a clock that is set back'),
  mutant(wheel, 'if (this.#block + start > limitMs) return false', '', 'now never passes the clock'),
  mutant(wheel, 'if (block > limitMs) return false', '', 'now never passes the clock, by blocks'),
  mutant(wheel, 'if (inBlock >= blockMs) return beyond', '', 'times beyond twelve days'),
  mutant(wheel, 'this.#earliest[slot] = Number.NaN', '', 'the next due time after a removal'),
  mutant(wheel, 'this.#next[tail] = handle\n', 'this.#next[tail] = none\n', 'ties keep their order'),
  mutant(lanes, 'if (left > 0) this.#joinRound(lane)', '', 'a lane keeps its turn in the round'),
  mutant(
    lanes,
    'this.#nextItem[item] = this.#head[lane] as number',
    'this.#nextItem[item] = none',
    'an item put back keeps the others',
  ),
  mutant(lanes, 'if (before > 0) return false', 'return false', 'the first item of a lane'),
  mutant(leases, '> nowMs ? lease', '>= nowMs ? lease', 'a lease ends at its time'),
  mutant(leases, 'this.#claimAt[lease] !== claim ||', '', 'a token names one lease'),
  mutant(leases, 'this.#claimAt[lease] = 0', '', 'a lease that has ended is not found'),
  mutant(
    leases,
    'this.#ends.remove(lease)\n    this.#claimAt[lease] = -(this.#claimAt[lease] as number)',
    'this.#ends.remove(lease)',
    'a suspended lease is not found',
  ),
  mutant(leases, 'if ((this.#claimAt[lease] as number) > 0) this.#ends', 'this.#ends', 'a suspended lease can end'),
  mutant(leases, 'this.#free.push(lease)', '', 'numbers of leases are reused'),
  mutant(
    retries,
    "undefined || this.#closed) {\n      ended('unknown')",
    "undefined || this.#closed) {\n      ended('accepted')",
    'a confirmed event is in the store',
  ),
  mutant(engine, '!held.lasts(storePauseMs)', 'true', 'a settlement that failed is retried'),
  mutant(
    engine,
    'const result = await this.#settle(',
    'onCommitted?.()\n      const result = await this.#settle(',
    'the timeline follows the commit',
  ),
  mutant(engine, '> this.#maxWithoutOutcome)', '>= this.#maxWithoutOutcome)', 'no item is poison too early'),
  mutant(engine, '> this.#maxWithoutOutcome)', '> this.#maxWithoutOutcome + 1)', 'no poison is processed'),
  mutant(engine, 'claim.deliveries - settled >', 'claim.deliveries >', 'an outcome resets the count'),
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
  mutant(event, 'if (signal.aborted) return undefined\n', '', 'a run that a stop interrupted is not an attempt'),
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
    "if (signal.aborted) return { settlement: { token, to: 'release' } }\n",
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
  mutant(storeClock, 'lowMs > highMs ? now', 'true ? now', 'the difference is that of the quickest call'),
  mutant(storeClock, 'atMs - (this.#aheadMs ?? 0), wake', 'atMs, wake', 'wake-ups follow the time of the store'),
  mutant(pace, 'if (!this.#isShared) return pauseMs', 'return pauseMs', 'a shared store is asked again'),
  mutant(pace, 'firstMs * 2 ** this.#empty', 'firstMs * 0', 'a store that is asked again and again is spared'),
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
