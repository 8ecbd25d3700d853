import type { TerminalCondition } from '../../decide/next-step.ts'
import type { Metric } from '../../observe/metrics.ts'
import type { TimelineEntry } from '../../observe/timeline.ts'
import type { AttemptResult, PoisonItem } from '../../ports.ts'
import type { EnqueueResult, Settlement, SettleResult } from '../../queue/queue-store.ts'

/** Name of a method of a store. */
export type StoreCall = 'enqueue' | 'claim' | 'settle' | 'extend'

/** The state of an item, as far as a history is checked for it. */
export interface ItemFacts {
  readonly kind: 'event' | 'delivery' | 'dead-letter'
  /** Attempts and failures so far; 0 for a delivery. */
  readonly attempts: number
  readonly failures: number
  readonly acceptedAtMs?: number
  readonly dueAtMs?: number
}

/** A new item in a history. */
export interface NewItemFacts {
  readonly id: string
  readonly delayMs: number
  /** Absent if the engine cannot read it. */
  readonly state?: ItemFacts
}

/** A settlement in a history. */
export interface SettlementFacts {
  readonly id: string
  readonly token: string
  readonly to: Settlement['to']
  readonly delayMs?: number
  readonly state?: ItemFacts
  readonly outbox?: readonly NewItemFacts[]
}

/** How a run ended, with its payload as text. */
export interface RunResult {
  readonly outcome: AttemptResult['outcome']
  readonly executedVersion?: string
  readonly statusCode?: number
  readonly errorMessage?: string
  readonly payload?: string
}

/** A timeline entry in a history: what is compared with other facts. */
export interface TimelineFacts {
  readonly entry: TimelineEntry['type']
  readonly id: string
  readonly attempt?: number
  readonly outcome?: AttemptResult['outcome'] | 'zeroReserved'
  /** Of a decision that ends the event; absent for a retry. */
  readonly condition?: TerminalCondition
  readonly invokeCount?: number
  /** True if the item stays in the queue, or the event waits. */
  readonly stays?: boolean
  readonly route?: string
  readonly acceptedAtMs?: number
  /** The entry's own time. */
  readonly entryAtMs: number
}

/**
 * One thing that happened to events, seen by a client, a process or the store. Plain values, so that facts can be kept as lines of
 * JSON and survive the processes that note them.
 */
export type Fact = {
  /** When it was noted, on a clock that all processes share. */
  readonly atMs: number
  readonly process: string
} & (
  | { readonly type: 'sent'; readonly id: string; readonly functionName: string; readonly payload: string }
  /** The client has the answer that the store has the event. */
  | { readonly type: 'confirmed'; readonly id: string }
  /** A call to the store begins, and takes effect from now on, or never. */
  | { readonly type: 'calling'; readonly call: 'claim' | 'extend' }
  | { readonly type: 'enqueuing'; readonly item: NewItemFacts }
  | ({ readonly type: 'settling' } & SettlementFacts)
  /** Effects of calls, whether or not the process gets the answer. */
  | { readonly type: 'enqueued'; readonly item: NewItemFacts; readonly result: EnqueueResult }
  | {
      readonly type: 'claimed'
      readonly id: string
      readonly token: string
      readonly deliveries: number
      /** When the call began. The lease begins between that and the time of the fact. */
      readonly sinceMs: number
      readonly leaseMs: number
      readonly state?: ItemFacts
    }
  | ({ readonly type: 'settled'; readonly sinceMs: number; readonly result: SettleResult } & SettlementFacts)
  | {
      readonly type: 'extended'
      readonly id: string
      readonly token: string
      readonly sinceMs: number
      readonly leaseMs: number
    }
  /** The process has the answer. */
  | { readonly type: 'settle-answered'; readonly id: string; readonly token: string; readonly result: SettleResult }
  | { readonly type: 'settle-failed'; readonly id: string; readonly token: string }
  /** Number of items in the store. */
  | { readonly type: 'counted'; readonly items: number }
  | {
      readonly type: 'run-started'
      readonly id: string
      readonly functionName: string
      readonly attempt: number
      readonly payload: string
    }
  | { readonly type: 'run-ended'; readonly id: string; readonly functionName: string; readonly result?: RunResult }
  /** A record or dead letter goes to its destination: the text of the record, or the payload of the event. */
  | {
      readonly type: 'delivering'
      readonly id: string
      readonly route: string
      readonly text: string
      /** Attributes of a dead letter, as JSON. */
      readonly attributes?: string
    }
  /** `dropped`: the destination failed, and the engine drops what fails. `failed`: it failed, and is tried again. */
  | {
      readonly type: 'delivery-ended'
      readonly id: string
      readonly how: 'delivered' | 'dropped' | 'failed' | 'interrupted'
    }
  | { readonly type: 'quarantined'; readonly id: string; readonly reason: PoisonItem['reason'] }
  | ({ readonly type: 'timeline' } & TimelineFacts)
  | { readonly type: 'metric'; readonly name: Metric['name']; readonly value: number; readonly functionName: string }
  /** A fault that may let leases of the process end. */
  | { readonly type: 'leases-excused' }
  | { readonly type: 'crashed' }
  | { readonly type: 'stopping'; readonly graceMs: number }
  | { readonly type: 'stopped' }
  | { readonly type: 'note'; readonly text: string }
)

/** A fact of one type. */
export type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>

/** A fact before its time and process are known. */
export type Noted = Fact extends infer Each ? (Each extends Fact ? Omit<Each, 'atMs' | 'process'> : never) : never

/** Writes a fact as a line. */
export function lineOf(fact: Fact): string {
  const { atMs, process, type, ...rest } = fact
  let line = `${atMs} ${process} ${type}`
  for (const value of Object.values(rest)) line += ` ${typeof value === 'object' ? JSON.stringify(value) : value}`
  return line
}
