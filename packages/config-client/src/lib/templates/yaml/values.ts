import type { Alias, LineCounter, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import { isObject, type JsonObject } from '../evaluate/template-document.ts'
import { unreadable } from '../evaluate/unreadable.ts'
import { plainScalar, type YamlVersion } from './scalars.ts'
import { longFormOf } from './short-tags.ts'
import { Sizes } from './sizes.ts'

/** The parts of `yaml` that tell nodes apart. */
export interface NodeKinds {
  isAlias(node: unknown): node is Alias
  isMap(node: unknown): node is YAMLMap
  isScalar(node: unknown): node is Scalar
  isSeq(node: unknown): node is YAMLSeq
}

/**
 * Converts a node to a value, with intrinsic functions in their long form. A value that YAML or CloudFormation does not
 * determine is left unreadable, with the reason, so that the rest of the document is read.
 *
 * @throws {@link TypeError} if the aliases expand to too much, or a key is a list or a map.
 */
export function valueOfNode(node: Node | null, kinds: NodeKinds, lines: LineCounter, version: YamlVersion): unknown {
  const sizes = new Sizes()
  /** Values by anchor, in the order of the text; an anchor without a value is that of a node around. */
  const anchors = new Map<string, { readonly value?: unknown }>()

  const convert = (each: unknown): unknown => {
    if (kinds.isAlias(each)) return followed(each.source)
    if (!kinds.isScalar(each) && !kinds.isSeq(each) && !kinds.isMap(each)) return null
    if (each.anchor !== undefined) anchors.set(each.anchor, {})
    const value = withTag(each)
    if (each.anchor !== undefined) anchors.set(each.anchor, { value })
    return value
  }

  const followed = (anchor: string): unknown => {
    const target = anchors.get(anchor)
    if (target === undefined) return unreadable(`the alias *${anchor} has no anchor before it`)
    return 'value' in target ? target.value : unreadable(`the alias *${anchor} refers to a value around it`)
  }

  const withTag = (each: Scalar | YAMLSeq | YAMLMap): unknown => {
    const { tag = '' } = each
    const name = tag.startsWith(standard) ? tag.slice(standard.length) : undefined
    if (name !== undefined && !standardTags.includes(name))
      return unreadable(`CloudFormation does not support the tag !!${name}`)
    if (name === undefined && tag.length > 1) {
      const argument = kinds.isScalar(each) ? textOf(each) : collectionOf(each)
      return sizes.add(longFormOf(tag, argument))
    }
    if (!kinds.isScalar(each)) return collectionOf(each)
    return each.type !== 'PLAIN' || tag === '!' || name === 'str' ? textOf(each) : plainScalar(textOf(each), version)
  }

  const textOf = ({ type, source, value }: Scalar): string => (type === 'PLAIN' ? (source ?? '') : String(value ?? ''))

  const collectionOf = (each: YAMLSeq | YAMLMap): object =>
    sizes.add(kinds.isMap(each) ? mapOf(each) : each.items.map(convert))

  const mapOf = ({ items }: YAMLMap): JsonObject => {
    const own = new Map<string, { readonly value: unknown; readonly at: number }>()
    const merged = new Map<string, unknown>()
    for (const pair of items) {
      const key = keyOf(pair.key)
      const value = convert(pair.value)
      const maps = key === mergeKey ? mapsOf(value) : undefined
      for (const [member, each] of maps?.flatMap(Object.entries) ?? [])
        if (!merged.has(member)) merged.set(member, each)
      if (maps !== undefined) continue
      const at = kinds.isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
      const before = own.get(key)
      own.set(key, before === undefined ? { value, at } : { value: twice(key, before.at, at), at: before.at })
    }
    return Object.fromEntries([...merged, ...[...own].map(([member, { value }]) => [member, value] as const)])
  }

  const twice = (key: string, ...places: readonly number[]): unknown => {
    const [first, second] = places.map((at) => lines.linePos(at).line)
    return unreadable(`${key} stands twice in the template, in the lines ${first} and ${second}`)
  }

  /** Keys are strings: `on` and `012` too. */
  const keyOf = (key: unknown): string => {
    const value = kinds.isAlias(key) ? followed(key.source) : null
    if (typeof value === 'string') return value
    if (key === null) return ''
    if (!kinds.isScalar(key)) throw new TypeError('a key of the template is a list or a map')
    const text = textOf(key)
    if (key.anchor !== undefined) anchors.set(key.anchor, { value: text })
    return text
  }

  return convert(node)
}

const standard = 'tag:yaml.org,2002:'
const standardTags: readonly string[] = ['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'merge']
const mergeKey = '<<'

/** The maps that a merge takes members from; `undefined` if its value is anything else. */
function mapsOf(value: unknown): readonly JsonObject[] | undefined {
  const maps = Array.isArray(value) ? value : [value]
  return maps.every(isObject) ? maps : undefined
}
