import { type Mutant, mutant, type Suite } from './mutant.ts'

const sharded = 'queue-store-postgres/src/lib/sharded'
const claims = `${sharded}/sharded-claims.ts`

export const shardSuites: Readonly<Record<string, Suite>> = {
  [claims]: { root: 'queue-store-postgres', tests: ['sharded/sharded-claims'] },
}

/** Claims from several databases. */
export const shardMutants: readonly Mutant[] = [
  mutant(
    claims,
    'this.claims.length === 0 || bytes <=',
    'bytes <=',
    'one item is handed out over shards, however large',
  ),
  mutant(claims, 'this.#query.maxBytes ?? Number', 'undefined ?? Number', 'a claim over shards has a bound of bytes'),
  mutant(claims, ' || !this.#budget.has(lane)', '', 'a claim over shards keeps to its budget'),
  mutant(claims, '    this.#budget.take(lane)\n', '', 'what shards give uses up the budget'),
  mutant(claims, '(part < whole % parts ? 1 : 0)', '0', 'shares add up'),
  mutant(
    claims,
    'if (answers.size < this.#shards.length) nexts.push(troubledMs)\n',
    '',
    'a silent shard is asked again',
  ),
  mutant(claims, 'excess.size > 0 || this', 'this', 'what was given back is claimed again at once'),
  mutant(claims, ' || this.#late.length > 0) nexts', ') nexts', 'what came late is handed out at once'),
  mutant(claims, 'Math.max(...read.map', 'Math.min(...read.map', 'the clock that is ahead counts'),
  mutant(claims, 'Math.floor(this.#seen.nowMs + elapsedMs)', 'this.#seen.nowMs', 'time goes on without answers'),
  mutant(
    claims,
    'if (performance.now() >= untilMs) this',
    'if (false) this',
    'a claim that came too late is given back',
  ),
  mutant(claims, '      else this.#late.push(late)\n', '', 'a late claim waits for room'),
  mutant(
    claims,
    'for (const { shard, claim } of this.#late.splice(0)) this.#release(shard, [claim.token])\n',
    '',
    'a close gives late claims back',
  ),
  mutant(
    claims,
    'if (isOver) this.#keep(shard, read, askedAtMs + query.leaseMs / 3)\n        else note',
    'note',
    'an answer that is late is kept',
  ),
  mutant(claims, ' || isPart)', ')', 'a part of the budget is filled up'),
  mutant(
    claims,
    'if (asked.length === 0) await Promise.race(this.#pending)\n',
    '',
    'a claim waits while all shards are asked',
  ),
  mutant(claims, '      this.#lastLane = read.lastLane ?? this.#lastLane\n', '', 'lanes of all shards have turns'),
  mutant(claims, 'Buffer.compare(lane, last) > 0 ? 0 : 1', '0', 'turns go on from the last lane'),
  mutant(claims, 'next === undefined ? 2 : lap', 'lap', 'a shard without a lane comes last'),
  mutant(
    claims,
    'for (const [shard, tokens] of basket.excess) this.#release(shard, tokens)\n',
    '',
    'what is too much is given back',
  ),
  mutant(
    claims,
    '&& basket.claims.length === 0 && failure',
    '&& failure',
    'late claims are handed out although all shards fail',
  ),
  mutant(
    claims,
    'if (basket.wanted > 0 && !this.#busy.has(shard))',
    'if (basket.wanted > 0)',
    'a slow shard is asked once',
  ),
]
