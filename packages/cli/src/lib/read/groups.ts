import { errorOf, type OutcomeRow, sourceOf, subjectOf } from '../outcomes/row.ts'

/** Groups that are counted apart; outcomes of further ones are counted together. */
const maxGroups = 10_000

/** Outcomes of one fingerprint. */
export interface Group {
  readonly fingerprint: string
  readonly kind: string
  /** The function, with its qualifier if all outcomes have the same, or what stands in its place. */
  subject: string
  /** Missing where the outcomes differ in it, as the reason. */
  condition?: string
  reason?: string
  /** Of the first outcome: those of others may have other ids and numbers. */
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
      keepShared(group, row)
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

/** Keeps what all outcomes of a group have in common. */
function keepShared(group: Group, row: OutcomeRow): void {
  if (group.subject !== subjectOf(row)) group.subject = sourceOf(row)
  if (group.condition !== row.condition) delete group.condition
  if (group.reason !== row.reason) delete group.reason
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
