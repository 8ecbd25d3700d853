import { grown } from '../queue/grown.ts'
import { BytePages } from './byte-pages.ts'

/** Times are milliseconds of this many digits from 2001 until 2286. */
const timeDigits = 13
const maxForms = 1_024
const maxMet = 4 * maxForms
/** Of states that follow on many without a form, one in this many is compared with others. */
const strangersPerLook = 64
const maxFormBytes = 1_024
const [zero, nine] = [0x30, 0x39]
const none = -1

/** What states of one form have in common. */
interface Form extends Outline {
  /** The state, with any digits in its times. */
  readonly text: Uint8Array
  /** Number of rows with a state of this form. */
  rows: number
}

interface Outline {
  /** Hash of everything but the times. */
  readonly hash: number
  /** Where the first time begins. */
  readonly first: number
  /** Where the second time begins, or -1. */
  readonly second: number
}

/**
 * States by row, as {@link BytePages} keeps them, except that states which differ only in times share the rest: most events
 * that wait have the function, the trials and the pauses of many others. Such a state costs 18 bytes.
 *
 * A form is kept from the second time it is met until its last state has gone, so that states which are alike in nothing,
 * as with a trace in each, do not crowd out the others. Once thousands have come in a row without a form, only a few are looked
 * at until one has a form again. The bytes are returned as they were stored.
 */
export class PackedStates {
  readonly #pages = new BytePages()
  readonly #forms = new Map<number, number>()
  readonly #formAt: (Form | undefined)[] = []
  readonly #freeForms: number[] = []
  /** Hashes of forms that were met once. */
  readonly #met = new Set<number>()
  /** Number of the form plus 1 by row; 0 for a state in the pages. */
  #formOf = new Int16Array(64)
  /** States without a form since the last one that has one. */
  #strangers = 0
  #first = new Float64Array(64)
  #second = new Float64Array(64)

  /** Number of forms. */
  get forms(): number {
    return this.#forms.size
  }

  /** Size of the pages for states that share nothing, in bytes. */
  get size(): number {
    return this.#pages.size
  }

  /** Stores a copy of the state of a row without one. */
  put(row: number, state: Uint8Array): void {
    this.#formOf = grown(this.#formOf, row)
    // Where each event has a trace, the search for its form would cost as much as the rest of its way into the queue.
    const isLookedAt = this.#strangers < maxMet || this.#strangers % strangersPerLook === 0
    const outline = isLookedAt ? outlineOf(state) : undefined
    const number = outline === undefined ? 0 : this.#formFor(state, outline)
    this.#formOf[row] = number
    this.#strangers = number === 0 ? this.#strangers + 1 : 0
    if (number === 0) {
      this.#pages.put(row, state)
      return
    }
    const form = this.#form(number)
    form.rows += 1
    this.#first = grown(this.#first, row)
    this.#second = grown(this.#second, row)
    this.#first[row] = readTime(state, form.first)
    if (form.second !== none) this.#second[row] = readTime(state, form.second)
  }

  /** Returns a copy of the state of a row that has one. */
  read(row: number): Uint8Array {
    const number = this.#formOf[row] as number
    if (number === 0) return this.#pages.read(row)
    const { text, first, second } = this.#form(number)
    const state = text.slice()
    writeTime(state, first, this.#first[row] as number)
    if (second !== none) writeTime(state, second, this.#second[row] as number)
    return state
  }

  lengthOf(row: number): number {
    const number = this.#formOf[row] as number
    return number === 0 ? this.#pages.lengthOf(row) : this.#form(number).text.length
  }

  /** Removes the state of a row that has one. */
  drop(row: number): void {
    const number = this.#formOf[row] as number
    if (number === 0) {
      this.#pages.drop(row)
      return
    }
    const form = this.#form(number)
    form.rows -= 1
    if (form.rows > 0) return
    this.#forms.delete(form.hash)
    this.#formAt[number] = undefined
    this.#freeForms.push(number)
  }

  /** Number of a state's form; 0 if it has none yet, or there are too many, or another form has its hash. */
  #formFor(state: Uint8Array, outline: Outline): number {
    const { hash } = outline
    const known = this.#forms.get(hash)
    if (known !== undefined) return isOf(this.#form(known), state, outline) ? known : 0
    if (!this.#met.has(hash)) {
      if (this.#met.size === maxMet) this.#met.clear()
      this.#met.add(hash)
      return 0
    }
    if (this.#forms.size === maxForms) return 0
    const number = this.#freeForms.pop() ?? this.#forms.size + 1
    this.#forms.set(hash, number)
    this.#formAt[number] = { ...outline, text: new Uint8Array(state), rows: 0 }
    return number
  }

  #form(number: number): Form {
    return this.#formAt[number] as Form
  }
}

/** Finds the times of a state; `undefined` without any, with too many, or for a long state. */
function outlineOf(state: Uint8Array): Outline | undefined {
  if (state.length > maxFormBytes) return undefined
  let hash = 1
  let digits = 0
  let first = none
  let second = none
  for (let at = 0; at <= state.length; at += 1) {
    const byte = state[at] ?? 0
    if (byte >= zero && byte <= nine) {
      digits += 1
      continue
    }
    if (digits === timeDigits) {
      if (second !== none) return undefined
      if (first === none) first = at - timeDigits
      else second = at - timeDigits
    } else for (let digit = at - digits; digit < at; digit += 1) hash = mixed(hash, state[digit] as number)
    digits = 0
    hash = mixed(hash, byte)
  }
  return first === none ? undefined : { hash, first, second }
}

/** True if a state is a form but for its times. */
function isOf({ text, first, second }: Form, state: Uint8Array, outline: Outline): boolean {
  if (text.length !== state.length || first !== outline.first || second !== outline.second) return false
  for (let at = 0; at < text.length; at += 1) {
    if (at === first || at === second) at += timeDigits
    if (text[at] !== state[at]) return false
  }
  return true
}

function mixed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function readTime(state: Uint8Array, at: number): number {
  let time = 0
  for (let digit = at; digit < at + timeDigits; digit += 1) time = time * 10 + (state[digit] as number) - zero
  return time
}

function writeTime(state: Uint8Array, at: number, time: number): void {
  let rest = time
  for (let digit = at + timeDigits - 1; digit >= at; digit -= 1) {
    const next = Math.floor(rest / 10)
    state[digit] = zero + rest - 10 * next
    rest = next
  }
}
