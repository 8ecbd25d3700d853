/** Body of each event, whose bytes are not counted below. */
export const bodyBytes = 250

/** Costs of an event in a store with a backlog. */
export interface Costs {
  /** Microseconds of processor time of all threads. */
  readonly accept: number
  readonly claim: number
  readonly settle: number
  /** Those of moving the event from the journal to the database later, its end included. */
  readonly apply?: number
  /** Bytes of heap and buffers, without the body. */
  readonly memory: number
  /** Bytes of the database, without the body. */
  readonly disk?: number
}

export interface ScaleCase {
  readonly store: 'memory' | 'sqlite'
  readonly waiting: number
  readonly functions: number
}

/** A case with its costs, or with the reason why it could not be measured. */
export interface Measured extends ScaleCase {
  readonly place: string
  readonly costs?: Costs
  readonly skipped?: string
}

const stores = ['memory', 'sqlite'] as const
const backlogs = [10_000, 100_000, 1_000_000, 10_000_000]
const counts = [1, 100, 10_000]

/** Smallest backlogs first; the largest one with 100 functions only. */
export const scaleCases: readonly ScaleCase[] = stores.flatMap((store) =>
  backlogs.flatMap((waiting) =>
    counts
      .filter((functions) => waiting < 10_000_000 || functions === 100)
      .map((functions) => ({ store, waiting, functions })),
  ),
)

export const isSame = (a: ScaleCase, b: ScaleCase): boolean =>
  a.store === b.store && a.waiting === b.waiting && a.functions === b.functions
