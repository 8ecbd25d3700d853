/** How a step changes the world. */
export type StepKind =
  /** Changes nothing. */
  | 'read'
  /** Happens anew with every call. */
  | 'append'
  /** Happens once for each key: the service behind it ignores repetitions. */
  | 'keyed'
  /** Sets or removes the value of a target; repetitions change nothing. */
  | 'state'

/** One call of a handler to the outside. */
export interface Step {
  readonly name: string
  readonly kind: StepKind
  /** Key of a `keyed` call. */
  readonly key?: string
  /** Argument of the call, for comparison and for messages. */
  readonly data?: unknown
  /** Entries of a call that sends several, each an effect of its own; the answer can say that one failed. */
  readonly parts?: readonly Step[]
  /** Whether the handler has looked at the status of the answer, for an answer that has one. */
  readonly status?: { isRead: boolean }
}

/** Rows of a table by key. */
export class Rows extends Map<string, unknown> {
  /** Keys of rows that are there or have been. */
  readonly ever = new Set<string>()

  override set(key: string, value: unknown): this {
    this.ever.add(key)
    return super.set(key, value)
  }
}

/** Everything that one schedule has done outside of its handlers. */
export class World {
  readonly calls: Step[] = []
  readonly tables = new Map<string, Rows>()

  table(name: string): Rows {
    const known = this.tables.get(name)
    if (known !== undefined) return known
    const created = new Rows()
    this.tables.set(name, created)
    return created
  }
}

/** A call as messages show it. */
export function describeStep({ name, key, data }: Step): string {
  const argument = data === undefined ? '' : ` ${short(data)}`
  return `${name}${argument}${key === undefined ? '' : ` (key ${key})`}`
}

/** A value as messages show it, in at most 80 characters. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`
}
