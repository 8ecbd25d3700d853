import { PayloadSchemaError, shown } from './payload-schema-error.ts'

export type SchemaObject = Readonly<Record<string, unknown>>

/** A schema in its document. */
export interface Place {
  readonly pointer: string
  readonly schema: SchemaObject | boolean
}

/** A schema, and the schemas in it by pointer and by identifier. */
export interface SchemaDocument {
  /** Whether `$ref` hides the keywords beside it, as up to draft-07. */
  readonly refStandsAlone: boolean
  /** The schema at a pointer, or at a path below another place. */
  at(pointer: string): Place
  /** The schema that the `$ref` of a place names. */
  refer(from: Place, ref: unknown): Place
}

/** Levels of objects and lists in a schema. */
const deepest = 400

/** Keywords that hold values, not schemas. */
const valueKeywords = new Set(['const', 'default', 'enum', 'examples'])

/** @throws {@link PayloadSchemaError} when the schema is nested too deeply, or none */
export function createSchemaDocument(root: unknown): SchemaDocument {
  if (!isObject(root) && typeof root !== 'boolean') throw new PayloadSchemaError('', `is no object: ${shown(root)}`)
  /** Pointers of schemas by their absolute identifiers, `$id` or anchor. */
  const identifiers = new Map<string, string>()
  /** Absolute identifiers of the resources, by the pointers of their roots. */
  const resources = new Map<string, string>([['', '']])

  const index = (value: unknown, pointer: string, base: string, depth: number): void => {
    if (depth > deepest) throw new PayloadSchemaError('', `is nested more than ${deepest} levels deep`)
    if (Array.isArray(value)) {
      for (const [at, each] of value.entries()) index(each, `${pointer}/${at}`, base, depth + 1)
      return
    }
    if (!isObject(value)) return
    const { $id, $anchor } = value
    let inner = base
    if (typeof $id === 'string' && $id.startsWith('#')) identifiers.set(`${base}${$id}`, pointer)
    else if (typeof $id === 'string') {
      inner = absolute($id, base)
      resources.set(pointer, inner)
      identifiers.set(inner, pointer)
    }
    if (typeof $anchor === 'string') identifiers.set(`${inner}#${$anchor}`, pointer)
    for (const [key, each] of Object.entries(value))
      if (!valueKeywords.has(key)) index(each, `${pointer}/${escaped(key)}`, inner, depth + 1)
  }
  index(root, '', '', 0)

  const at = (pointer: string): Place => {
    let value: unknown = root
    for (const token of pointer.split('/').slice(1)) {
      const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
      value =
        (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
    }
    if (!isObject(value) && typeof value !== 'boolean')
      throw new PayloadSchemaError(pointer, `is no schema: ${shown(value)}`)
    return { pointer, schema: value }
  }

  /** The pointer of the resource that a place belongs to. */
  const resourceOf = (pointer: string): string => {
    let found = pointer
    while (!resources.has(found)) found = found.slice(0, found.lastIndexOf('/'))
    return found
  }

  return {
    refStandsAlone: isObject(root) && /draft-0[3-7]/.test(String(root.$schema ?? '')),
    at,
    refer(from, ref) {
      const place = `${from.pointer}/$ref`
      if (typeof ref !== 'string') throw new PayloadSchemaError(place, `is no string: ${shown(ref)}`)
      const resource = resourceOf(from.pointer)
      const hash = ref.indexOf('#')
      const [address, fragment] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), ref.slice(hash + 1)]
      const base = resources.get(resource) ?? ''
      const target = address === '' ? base : absolute(address, base)
      const start = address === '' ? resource : identifiers.get(target)
      if (start === undefined)
        throw new PayloadSchemaError(place, `names a schema outside this one, which is not read: ${shown(ref)}`)
      const decoded = decode(fragment)
      const pointer =
        decoded === '' || decoded.startsWith('/') ? `${start}${decoded}` : identifiers.get(`${target}#${decoded}`)
      try {
        return at(pointer ?? '/')
      } catch {
        throw new PayloadSchemaError(place, `leads to no schema: ${shown(ref)}`)
      }
    },
  }
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** An identifier, relative to that of the resource around it. */
function absolute(id: string, base: string): string {
  const plain = id.replace(/#$/, '').replace(/^\.\//, '')
  if (/^[a-z][a-z0-9+.-]*:/i.test(plain)) return plain
  const [origin = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(base) ?? []
  return plain.startsWith('/') ? origin + plain : base.slice(0, base.lastIndexOf('/') + 1) + plain
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
