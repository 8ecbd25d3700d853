import type { Claim, ClaimAnswer, ClaimQuery, LaneBudget } from '@async-invoke/engine'
import { bytesSum, nameSum } from '@async-invoke/engine/internal/item-sums'
import type { Statement } from '../database/calls.ts'
import type { PostgresRow } from '../database/postgres-database.ts'
import { manyDead } from '../schema/floors-functions.ts'
import { headNumbers } from '../schema/head-numbers.ts'
import { numberArray, textArray } from './arrays.ts'
import { wholeMs } from './enqueue.ts'
import { readName, writeName } from './names.ts'
import { tokenOf } from './tokens.ts'

/** No limit, in the database's numbers. */
const unlimited = 2_147_483_647
const columns = 'id, lane, lease, deliveries, visible, due, seq, state, body, head_sum, state_sum, body_sum, turn'
const text = `select now_ms, next_ms, ${columns} from async_invoke.claim($1::bigint, $2::integer, $3::bigint, $4::bigint,
  $5::text, $6::integer, $7::integer, ($8::text)::jsonb, ($9::text)::text[], ($10::text)::integer[], ($11::text)::jsonb, $12::integer,
  ($13::text)::jsonb)`

/**
 * Claims items.
 *
 * @param afterLane - the lane that was served last, as the database has it
 * @param known - what the last claim has found out
 * @param manyDeadRows - from how many dead entries on a claim notes floors
 */
export function claimStatement(
  { max, leaseMs, maxBytes = Number.POSITIVE_INFINITY, budget }: ClaimQuery,
  afterLane: string,
  virtualNow: string | null,
  { floors, counts }: Known = nothingKnown,
  manyDeadRows = manyDead,
): Statement {
  const { defaultTotal = Number.POSITIVE_INFINITY, lanes, prefixes = new Map<string, number>() } = budget ?? unbudgeted
  const values = [
    virtualNow,
    String(wholeNumber(max)),
    String(wholeMs(leaseMs)),
    String(Number.isFinite(maxBytes) ? Math.floor(maxBytes) : Number.MAX_SAFE_INTEGER),
    afterLane,
    String(wholeNumber((budget ?? unbudgeted).default)),
    String(wholeNumber(defaultTotal)),
    lanes === undefined || lanes.size === 0 ? null : jsonOf(lanes),
    textArray([...prefixes.keys()].map(writeName)),
    numberArray([...prefixes.values()].map(wholeNumber)),
    floors,
    String(manyDeadRows),
    counts,
  ]
  return { text, values }
}

const unbudgeted: LaneBudget = { default: Number.POSITIVE_INFINITY }

function wholeNumber(value: number): number {
  return Math.max(0, Math.min(unlimited, Math.floor(value)))
}

function jsonOf(lanes: ReadonlyMap<string, number>): string {
  return JSON.stringify(Object.fromEntries([...lanes].map(([lane, most]) => [writeName(lane), wholeNumber(most)])))
}

/** What a claim has found out for the next one, as the database writes it; `null` where there is nothing to know. */
export interface Known {
  /** Floors of lanes. */
  readonly floors: string | null
  /** Where the live leases of lanes with limits begin. */
  readonly counts: string | null
}

export const nothingKnown: Known = { floors: null, counts: null }

/** A claim's answer, and what only a store over several databases needs. */
export interface ReadClaim {
  readonly answer: ClaimAnswer
  /** Lane of the last item; `undefined` without items. */
  readonly lastLane: string | undefined
  /** A lane of another database with something ready, as the database writes it. */
  readonly foreignLane: string | undefined
  /** Number of the layout of databases; 0 for a database alone. */
  readonly layout: number
  /** The lane with something ready whose turn comes next, as the database writes it; `undefined` if each has had one. */
  readonly nextLane: string | undefined
  /** For the next claim. */
  readonly known: Known
}

/** Reads the rows of a claim. */
export function readClaim(rows: readonly PostgresRow[]): ReadClaim {
  const head = rows.at(-1)
  const items = rows.slice(0, -1).sort((a, b) => Number(a.turn) - Number(b.turn))
  const nowMs = Number(head?.now_ms)
  const nextMs = head?.next_ms
  return {
    answer: {
      claims: items.map(readItem),
      nowMs,
      ...(nextMs !== null && nextMs !== undefined && { nextInMs: Math.max(0, Number(nextMs) - nowMs) }),
    },
    lastLane: items.length === 0 ? undefined : String(items.at(-1)?.lane),
    foreignLane: typeof head?.lane === 'string' ? head.lane : undefined,
    layout: Number(head?.seq ?? 0),
    nextLane: typeof head?.id === 'string' ? head.id : undefined,
    known: { floors: textOf(head?.body), counts: textOf(head?.state) },
  }
}

function textOf(bytes: unknown): string | null {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : null
}

function readItem(row: PostgresRow): Claim {
  const writtenId = String(row.id)
  const [id, lane, lease] = [readName(writtenId), readName(String(row.lane)), String(row.lease)]
  const [state, body] = [row.state as Uint8Array, row.body as Uint8Array]
  const claim = { token: tokenOf({ lease, id: writtenId }), id, lane, state, body, deliveries: Number(row.deliveries) }
  return isIntact(row, claim) ? claim : { ...claim, damaged: true }
}

/** Compares an item with its sums; a sum that its writer could not compute is absent. */
function isIntact(row: PostgresRow, { id, lane, state, body, deliveries }: Claim): boolean {
  const head =
    nameSum(id, lane) +
    Number(row.due) * headNumbers.due +
    deliveries * headNumbers.deliveries +
    Number(row.visible) * headNumbers.visible +
    Number(row.seq) * headNumbers.seq +
    body.length * headNumbers.body
  const sums = [
    [row.head_sum, head],
    [row.state_sum, bytesSum(state)],
    [row.body_sum, bytesSum(body)],
  ] as const
  return sums.every(([stored, sum]) => stored === null || Number(stored) === sum)
}
