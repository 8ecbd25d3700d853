/** An item: its attributes by name, as values of JavaScript or in DynamoDB's types (`{ S: 'a' }`). */
export type Item = Readonly<Record<string, unknown>>

/** Names and values that an expression's placeholders stand for. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, unknown>>
}

const token = /\s*(<>|<=|>=|[=<>(),+-]|[:#]?[\w.#:[\]]+)/y

/** Reads DynamoDB's expressions over an item: conditions, and updates. */
export class ExpressionReader {
  readonly #tokens: string[] = []
  readonly #item: Item
  readonly #placeholders: Placeholders
  #at = 0

  constructor(expression: string, item: Item, placeholders: Placeholders) {
    this.#item = item
    this.#placeholders = placeholders
    const text = expression.trim()
    token.lastIndex = 0
    while (token.lastIndex < text.length) {
      const match = token.exec(text)
      if (match?.[1] === undefined) throw new SyntaxError(`explore cannot read the expression ${expression}`)
      this.#tokens.push(match[1])
    }
  }

  /** Evaluates a condition: comparisons, functions, `AND`, `OR`, `NOT`, `BETWEEN` and `IN`. */
  condition(): boolean {
    let holds = this.#conjunction()
    while (this.#takeWord('OR')) holds = this.#conjunction() || holds
    return holds
  }

  /** Returns the item after an update: `SET`, `REMOVE` and `ADD`. */
  update(): Item {
    const next: Record<string, unknown> = structuredClone(this.#item)
    let section = ''
    while (this.#at < this.#tokens.length) {
      const word = (this.#tokens[this.#at] ?? '').toUpperCase()
      if (['SET', 'REMOVE', 'ADD', 'DELETE'].includes(word)) {
        section = word
        this.#at += 1
      }
      const path = this.#pathOf(this.#next())
      if (section === 'SET') {
        this.#expect('=')
        write(next, path, this.#sum())
      } else if (section === 'REMOVE') write(next, path, undefined)
      else if (section === 'ADD') write(next, path, added(read(this.#item, path), this.#operand(), 1))
      else throw new SyntaxError(`explore does not know updates with ${section || this.#tokens[0]}`)
      this.#take(',')
    }
    return next
  }

  #conjunction(): boolean {
    let holds = this.#negation()
    while (this.#takeWord('AND')) holds = this.#negation() && holds
    return holds
  }

  #negation(): boolean {
    if (this.#takeWord('NOT')) return !this.#negation()
    if (this.#take('(')) {
      const holds = this.condition()
      this.#expect(')')
      return holds
    }
    return this.#comparison()
  }

  #comparison(): boolean {
    const test = tests[(this.#tokens[this.#at] ?? '').toLowerCase()]
    if (test !== undefined && this.#tokens[this.#at + 1] === '(') {
      this.#at += 1
      return test(...this.#arguments())
    }
    const left = plain(this.#operand())
    if (this.#takeWord('IN')) return this.#arguments().some((each) => order(left, plain(each)) === 0)
    if (this.#takeWord('BETWEEN')) {
      const low = plain(this.#operand())
      if (!this.#takeWord('AND')) throw new SyntaxError('explore expects AND after BETWEEN')
      const high = plain(this.#operand())
      return order(left, low) >= 0 && order(left, high) <= 0
    }
    const compare = comparisons[this.#next()]
    if (compare === undefined) throw new SyntaxError('explore expects a comparison')
    const right = plain(this.#operand())
    return left !== undefined && right !== undefined && compare(order(left, right))
  }

  #arguments(): readonly unknown[] {
    this.#expect('(')
    const values = [this.#operand()]
    while (this.#take(',')) values.push(this.#operand())
    this.#expect(')')
    return values
  }

  #sum(): unknown {
    let value = this.#operand()
    for (let sign = this.#sign(); sign !== 0; sign = this.#sign()) value = added(value, this.#operand(), sign)
    return value
  }

  #sign(): number {
    if (this.#take('+')) return 1
    return this.#take('-') ? -1 : 0
  }

  #operand(): unknown {
    const word = this.#next()
    if (word.startsWith(':')) return this.#placeholders.values[word]
    if (this.#tokens[this.#at] !== '(') return read(this.#item, this.#pathOf(word))
    const given = this.#arguments()
    if (word === 'if_not_exists') return given[0] === undefined ? given[1] : given[0]
    if (word === 'list_append') return appended(given[0], given[1])
    if (word === 'size') return sizeOf(plain(given[0]))
    throw new SyntaxError(`explore does not know the function ${word}`)
  }

  #pathOf(text: string): readonly string[] {
    return text
      .replaceAll('[', '.')
      .replaceAll(']', '')
      .split('.')
      .map((part) => this.#placeholders.names[part] ?? part)
  }

  #next(): string {
    const word = this.#tokens[this.#at]
    if (word === undefined) throw new SyntaxError('explore expects more of the expression')
    this.#at += 1
    return word
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#at] !== text) return false
    this.#at += 1
    return true
  }

  #takeWord(word: string): boolean {
    return this.#take(word) || this.#take(word.toLowerCase())
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new SyntaxError(`explore expects ${text} in the expression`)
  }
}

const tests: Readonly<Record<string, (...given: readonly unknown[]) => boolean>> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  begins_with: (value, start) => String(plain(value)).startsWith(String(plain(start))),
  contains: (value, part) => {
    const whole = plain(value)
    return Array.isArray(whole) ? whole.map(plain).includes(plain(part)) : String(whole).includes(String(plain(part)))
  },
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

function order(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  if (left === right) return 0
  return String(left) < String(right) ? -1 : 1
}

/** A value without DynamoDB's type. */
export function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const [[type, inner] = [], ...others] = Object.entries(value)
  if (others.length > 0) return value
  if (type === 'N') return Number(inner)
  return ['S', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'B'].includes(type ?? '') ? inner : value
}

function added(value: unknown, by: unknown, sign: number): unknown {
  const sum = Number(plain(value) ?? 0) + sign * Number(plain(by))
  return isTyped(by) || isTyped(value) ? { N: String(sum) } : sum
}

function isTyped(value: unknown): boolean {
  return typeof value === 'object' && value !== null && plain(value) !== value
}

function appended(a: unknown, b: unknown): unknown {
  const list = [a, b].flatMap((each) => plain(each))
  return isTyped(a) || isTyped(b) ? { L: list } : list
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}

function inner(value: unknown): unknown {
  const map = typeof value === 'object' && value !== null && ('M' in value || 'L' in value) ? plain(value) : value
  return map
}

function read(item: Item, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => {
    const holder = inner(value)
    return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined
  }, item)
}

function write(item: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const holder = inner(read(item, path.slice(0, -1)))
  const last = path.at(-1)
  if (typeof holder !== 'object' || holder === null || last === undefined)
    throw new TypeError(`the item has no ${path.slice(0, -1).join('.')}`)
  if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, value)
}
