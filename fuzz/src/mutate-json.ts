// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of policies and templates
import type { Random } from '@async-invoke/engine/internal'
import { below, mutateBytes } from './mutate-bytes.ts'

/** Names that every object inherits, and names and texts that mean something somewhere. */
const names = [
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  '',
  'Ref',
  'Fn::Sub',
  'then',
]
const texts = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  'null',
  'true',
  '{}',
  '[]',
  '\u0000',
  '\ud800',
  '😀',
  '$LATEST',
  '${A}',
  '${',
  '*'.repeat(40),
]
const numbers = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53 + 2, 9e15, 1e300, 5e-324]

/**
 * Changes a JSON document in a few places, so that it stays JSON: most faults lie behind a parser. One in twenty is
 * changed as bytes, and a document that is not JSON always is.
 */
export function mutateJson(input: Uint8Array, random: Random): Uint8Array {
  if (random() < 0.05) return mutateBytes(input, random)
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(input).toString())
  } catch {
    return mutateBytes(input, random)
  }
  for (let changes = 1 + below(random, 3); changes > 0; changes -= 1) value = mutateValue(value, value, random)
  return Buffer.from(JSON.stringify(value) ?? 'null')
}

/** Changes the value itself, or one that it contains. */
function mutateValue(value: unknown, root: unknown, random: Random): unknown {
  const isContainer = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  if (!isContainer || random() < 0.15) return replace(value, root, random)
  if (Array.isArray(value)) {
    const at = below(random, value.length)
    if (random() < 0.1) return value.toSpliced(at, 1)
    if (random() < 0.1) return value.toSpliced(at, 0, value[below(random, value.length)])
    return value.with(at, mutateValue(value[at], root, random))
  }
  const entries = Object.entries(value)
  const at = below(random, entries.length)
  const [name = '', member] = entries[at] ?? []
  const roll = random()
  if (roll < 0.1) return fromEntries(entries.toSpliced(at, 1))
  if (roll < 0.2) return fromEntries(entries.with(at, [pick(names, random), member]))
  if (roll < 0.3) return fromEntries([...entries, [pick(names, random), replace(member, root, random)]])
  return fromEntries(entries.with(at, [name, mutateValue(member, root, random)]))
}

function replace(value: unknown, root: unknown, random: Random): unknown {
  const roll = random()
  if (roll < 0.2) return pick(texts, random)
  if (roll < 0.35) return pick(numbers, random)
  if (roll < 0.45) return pick([null, true, false, [], {}], random)
  if (roll < 0.55) return [value]
  if (roll < 0.65) return { [pick(names, random)]: value }
  // A part of the same document in a place where another belongs.
  if (roll < 0.8) return anyPart(root, random)
  if (typeof value === 'string') return Buffer.from(mutateBytes(Buffer.from(value), random)).toString()
  if (typeof value === 'number') return value + pick([-1, 1, 0.5, 1e9], random)
  return JSON.stringify(value)
}

function anyPart(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return value
  const parts = Object.values(value)
  return parts.length === 0 ? value : anyPart(pick(parts, random), random)
}

/** Creates every member as an own property, `__proto__` too. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries)
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[below(random, from.length)] as T
}
