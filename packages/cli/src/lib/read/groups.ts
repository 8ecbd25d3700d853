import { errorOf, type OutcomeRow, subjectOf } from '../outcomes/row.ts'

/** Groups that are counted apart; outcomes of further ones are counted together. */
const maxGroups = 10_000

/** Outcomes of one fingerprint. */
export interface Group {
  readonly fingerprint: string
  readonly kind: string
  /** The function with its qualifier, or what stands in its place. */
  readonly subject: string
  readonly condition?: string
  readonly reason?: string
  readonly error?: string
  count: number
  /** Times of the earliest and the latest outcome. */
  first?: string
  last?: string
}

/** Counts outcomes by fingerprint in bounded memory. */
export interface Groups {
  add(row: OutcomeRow): void
  /** The most frequent first. */
  list(): readonly Group[]
  /** Outcomes of groups beyond the limit. */
  readonly others: number
}

export function createGroups(): Groups {
  const groups = new Map<string, Group>()
  let others = 0
  return {
    add(row) {
      let group = groups.get(row.fingerprint)
      if (group === undefined) {
        if (groups.size >= maxGroups) {
          others += 1
          return
        }
        group = createGroup(row)
        groups.set(row.fingerprint, group)
      }
      group.count += 1
      const { time } = row
      if (time === undefined) return
      if (group.first === undefined || time < group.first) group.first = time
      if (group.last === undefined || time > group.last) group.last = time
    },
    list: () => [...groups.values()].sort((a, b) => b.count - a.count),
    get others() {
      return others
    },
  }
}

function createGroup(row: OutcomeRow): Group {
  const { fingerprint, kind, condition, reason } = row
  const error = errorOf(row)
  return {
    fingerprint,
    kind,
    subject: subjectOf(row),
    ...(condition !== undefined && { condition }),
    ...(reason !== undefined && { reason }),
    ...(error !== '' && { error }),
    count: 0,
  }
}
