// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
import { type Mutant, mutant, type Suite } from './mutant.ts'

const store = 'engine/src/lib/memory-store/memory-store.ts'
const schedule = 'engine/src/lib/queue/schedule.ts'
const budget = 'engine/src/lib/queue/lane-budget.ts'
const wheel = 'engine/src/lib/queue/timing-wheel.ts'
const lanes = 'engine/src/lib/queue/ready-lanes.ts'
const leases = 'engine/src/lib/queue/lease-table.ts'
const packed = 'engine/src/lib/memory-store/packed-states.ts'
const storeClock = 'engine/src/lib/time/store-clock.ts'
const pace = 'engine/src/lib/time/pace.ts'

const crc = 'engine/src/lib/sums/crc32.ts'
const ids = 'engine/src/lib/queue/id-table.ts'

export const queueSuites: Readonly<Record<string, Suite>> = {
  [store]: { root: 'engine', tests: ['memory-store/memory-store'] },
  [schedule]: { root: 'engine', tests: ['queue/schedule', 'memory-store/memory-store'] },
  [budget]: { root: 'engine', tests: ['queue/schedule', 'memory-store/memory-store'] },
  [wheel]: { root: 'engine', tests: ['timing-wheel', 'memory-store/memory-store'] },
  [lanes]: { root: 'engine', tests: ['ready-lanes', 'memory-store/memory-store'] },
  [leases]: { root: 'engine', tests: ['queue/schedule', 'memory-store/memory-store'] },
  [packed]: { root: 'engine', tests: ['packed-states'] },
  [ids]: { root: 'engine', tests: ['id-table'] },
  [crc]: { root: 'engine', tests: ['sums/crc32'] },
  [storeClock]: { root: 'engine', tests: ['store-clock', 'store-time'] },
  [pace]: { root: 'engine', tests: ['claiming'] },
}

export const queueMutants: readonly Mutant[] = [
  mutant(
    packed,
    'isOf(this.#form(known), state, outline) ? known : 0',
    'known',
    'a form is compared, not only its hash',
  ),
  mutant(packed, 'if (form.rows > 0) return', 'return', 'a form without states is given up'),
  mutant(packed, 'text: new Uint8Array(state)', 'text: state', 'a form has its own copy'),
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
    'if (this.#schedule.find(next.id) === none) this.#add(next, nowMs)',
    'this.#add(next, nowMs)',
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
  mutant(ids, 'if (this.#slots[2 * slot] === row) this.#empty(slot)', '', 'a done id may come again'),
  mutant(ids, 'if (this.#slots[2 * slot] === row) ', '', 'an id that has passed to another row stays'),
  mutant(ids, '      this.#put(hole, row, hash)\n      hole = at\n', '', 'an id is found after the removal of another'),
  mutant(ids, 'if (this.#size * 8 > this.#slots.length * 3) this.#grow()', '', 'the table of ids grows'),
  mutant(ids, 'this.#others.get(row) === id', 'true', 'ids that are no UUIDs and have one hash differ'),
  mutant(ids, 'words[at + 3] === last[3]', 'true', 'UUIDs that have one hash differ'),
  mutant(ids, 'id.charCodeAt(8) === dash && ', '', 'a UUID has its dashes'),
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
  mutant(
    wheel,
    'else this.#links[tail * 4 + nextLink] = handle',
    'else this.#links[tail * 4 + nextLink] = none',
    'ties keep their order',
  ),
  mutant(lanes, 'if (left > 0) this.#joinRound(lane)', '', 'a lane keeps its turn in the round'),
  mutant(
    lanes,
    'this.#nextItem[item] = this.#head[lane] as number',
    'this.#nextItem[item] = none',
    'an item put back keeps the others',
  ),
  mutant(lanes, 'if (before > 0) return false', 'return false', 'the first item of a lane'),
  mutant(leases, '> nowMs ? lease', '>= nowMs ? lease', 'a lease ends at its time'),
  mutant(leases, 'Math.abs(this.#claimAt[lease] ?? 0) === claim', 'true', 'a token names one lease'),
  mutant(leases, 'this.#ends.insert(lease, untilMs)\n    if (isS', 'if (isS', 'a suspended lease can be extended'),
  mutant(
    leases,
    '    if (isSuspended) this.#ends.remove(lease)\n',
    '',
    'a suspended lease does not end, extended or not',
  ),
  mutant(leases, 'if (this.endMsOf(lease) <= nowMs) return false', '', 'a lease that has ended is not extended'),
  mutant(leases, 'this.#claimAt[lease] = 0', '', 'a lease that has ended is not found'),
  mutant(
    leases,
    'this.#ends.remove(lease)\n    this.#claimAt[lease] = -(this.#claimAt[lease] as number)',
    'this.#ends.remove(lease)',
    'a suspended lease is not found',
  ),
  mutant(leases, 'if ((this.#claimAt[lease] as number) > 0) this.#ends', 'this.#ends', 'a suspended lease can end'),
  mutant(leases, 'this.#free.push(lease)', '', 'numbers of leases are reused'),
  mutant(crc, 'if (code > 127) return nativeCrc32(text, before)\n', '', 'text is summed in UTF-8'),
  mutant(crc, 'at < end; at += 4', 'at <= end; at += 4', 'bytes past the last word are summed once'),
  mutant(crc, 'let sum = ~before\n  let at', 'let sum = ~0\n  let at', 'a sum goes on from what comes before'),
  mutant(storeClock, 'lowMs > highMs ? now', 'true ? now', 'the difference is that of the quickest call'),
  mutant(storeClock, 'atMs - (this.#aheadMs ?? 0), wake', 'atMs, wake', 'wake-ups follow the time of the store'),
  mutant(pace, 'if (!this.#isShared) return pauseMs', 'return pauseMs', 'a shared store is asked again'),
  mutant(pace, 'firstMs * 2 ** this.#empty', 'firstMs * 0', 'a store that is asked again and again is spared'),
]
