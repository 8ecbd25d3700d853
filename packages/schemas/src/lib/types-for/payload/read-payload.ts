import { pascalCase } from '../languages/names.ts'
import { type AliasType, type ClassType, innerShapes, type Member, type Shape } from '../model/shape.ts'
import { unionOf } from '../model/union.ts'
import { alternativesOf, both, type Conjunction, mostAlternatives } from './alternatives.ts'
import { type Facts, factsOf } from './facts.ts'
import { PayloadSchemaError } from './payload-schema-error.ts'
import { createSchemaDocument, type Place, type SchemaDocument } from './schema-document.ts'
import type { TypeNames } from './type-names.ts'
import { isOfKind, nothingIsValid, valuesShape } from './values.ts'

/** Schemas within schemas, types of one payload, schemas read, and parts of the type of a definition. */
const limits = { depth: 100, types: 1000, reads: 5000, size: 2000 }

/**
 * Reads a JSON Schema, 2020-12 or draft-07, as types. They accept every value that the schema accepts; what no type expresses
 * is any JSON.
 *
 * @param name - of the type of the whole; it has been claimed
 * @returns the types, with that of the whole among them
 * @throws {@link PayloadSchemaError} when the schema is none, refers to another document, or is too large
 */
export function readPayload(schema: unknown, name: string, names: TypeNames): readonly (ClassType | AliasType)[] {
  return new PayloadReader(createSchemaDocument(schema), name, names).read()
}

/** A schema that another refers to: its shape, once it is read. */
interface Definition {
  readonly name: string
  shape: Shape | undefined
  isCircular: boolean
}

class PayloadReader {
  readonly #document: SchemaDocument
  readonly #name: string
  readonly #names: TypeNames
  readonly #types = new Map<string, ClassType | AliasType>()
  /** By pointer. */
  readonly #definitions = new Map<string, Definition>()
  #depth = 0
  #reads = 0

  constructor(document: SchemaDocument, name: string, names: TypeNames) {
    this.#document = document
    this.#name = name
    this.#names = names
  }

  read(): readonly (ClassType | AliasType)[] {
    const root = this.#document.at('')
    const definition: Definition = { name: this.#name, shape: undefined, isCircular: false }
    this.#definitions.set('', definition)
    const whole = this.#wholeOf(root)
    this.#definitions.set(whole.pointer, definition)
    const shape = this.#shapeOf([whole], this.#name, () => this.#name)
    this.#settle(this.#name, shape, whole)
    // The type of the whole comes first.
    const first = this.#types.get(this.#name)
    const others = [...this.#types.values()].filter((type) => type !== first)
    return first === undefined ? others : [first, ...others]
  }

  /** The schema that stands for the whole: a root may do no more than refer to it. */
  #wholeOf(root: Place): Place {
    const seen = new Set<string>()
    let place = root
    for (let next = this.#targetOf(place); next !== undefined && !this.#saysMore(place); next = this.#targetOf(place)) {
      if (seen.has(next.pointer)) return root
      seen.add(next.pointer)
      place = next
    }
    return place
  }

  /**
   * The shape of a value for which all of the schemas hold.
   *
   * @param wish - the name for a class, before others are added to it
   * @param claim - claims the name of a class; by default, that of the wish
   */
  #shapeOf(places: readonly Place[], wish: string, claim?: (wish: string) => string): Shape {
    const [first] = places
    this.#depth += 1
    this.#reads += 1
    if (this.#reads > limits.reads) throw new PayloadSchemaError('', `combines more than ${limits.reads} schemas`)
    if (this.#depth > limits.depth)
      throw new PayloadSchemaError(first?.pointer ?? '', `is nested more than ${limits.depth} schemas deep`)
    const alternatives = places
      .map((place) => alternativesOf(this.#document, place))
      .reduce<readonly Conjunction[] | undefined>(both, [[]])
    const shape = this.#shapeOfAlternatives(alternatives, wish, claim, [])
    this.#depth -= 1
    const isNullable = places.some(({ schema }) => typeof schema === 'object' && schema.nullable === true)
    return isNullable ? unionOf([shape, { kind: 'null' }]) : shape
  }

  #shapeOfAlternatives(
    alternatives: readonly Conjunction[] | undefined,
    wish: string,
    claim: ((wish: string) => string) | undefined,
    through: readonly string[],
  ): Shape {
    if (alternatives === undefined) return { kind: 'any', why: `More than ${mostAlternatives} alternatives.` }
    if (alternatives.length === 0) return nothingIsValid
    const [only] = alternatives
    if (alternatives.length === 1 && only !== undefined) return this.#shapeOfConjunction(only, wish, claim, through)
    return unionOf(
      alternatives.map((each, index) => {
        const variant = `${wish}${this.#variantOf(each) ?? index + 1}`
        return this.#shapeOfConjunction(each, variant, undefined, through)
      }),
    )
  }

  #shapeOfConjunction(
    conjunction: Conjunction,
    wish: string,
    claim: ((wish: string) => string) | undefined,
    through: readonly string[],
  ): Shape {
    const [first, ...more] = conjunction
    if (first === undefined) return { kind: 'any' }
    const targets = conjunction.flatMap((place) => this.#targetOf(place) ?? [])
    if (targets.length === 0) return this.#shapeOfFacts(factsOf(conjunction), wish, claim)
    const [target] = targets
    const isAlone = more.length === 0 && target !== undefined && !this.#saysMore(first)
    if (isAlone) return this.#shapeOfDefinition(target)
    // Keywords beside a reference hold together with those of its target.
    const circular = targets.find(({ pointer }) => through.includes(pointer))
    if (circular !== undefined) return { kind: 'any', why: 'A schema that is made of itself.' }
    const own = conjunction.map((place) => (this.#targetOf(place) === undefined ? place : withoutRef(place)))
    const combined = targets
      .map((each) => alternativesOf(this.#document, each))
      .reduce<readonly Conjunction[] | undefined>(both, [own])
    return this.#shapeOfAlternatives(combined?.map(distinct), wish, claim, [
      ...through,
      ...targets.map(({ pointer }) => pointer),
    ])
  }

  #targetOf(place: Place): Place | undefined {
    const { schema } = place
    if (typeof schema === 'boolean' || schema.$ref === undefined) return undefined
    return this.#document.refer(place, schema.$ref)
  }

  /** Whether keywords beside its `$ref` say something about the type. */
  #saysMore({ schema, pointer }: Place): boolean {
    if (this.#document.refStandsAlone || typeof schema === 'boolean') return false
    const { $ref: _, ...others } = schema
    const [own = []] = alternativesOf(this.#document, { pointer, schema: others }) ?? []
    return own.length > 0
  }

  #shapeOfDefinition({ pointer, schema }: Place): Shape {
    const known = this.#definitions.get(pointer)
    if (known !== undefined) {
      if (known.shape !== undefined) return known.shape
      known.isCircular = true
      return { kind: 'named', name: known.name }
    }
    const key = pointer.slice(pointer.lastIndexOf('/') + 1)
    const definition: Definition = { name: this.#names.claim(key, this.#name), shape: undefined, isCircular: false }
    this.#definitions.set(pointer, definition)
    const place = { pointer, schema }
    const shape = this.#shapeOf([place], definition.name, () => definition.name)
    if (sizeOf(shape) > limits.size) throw new PayloadSchemaError(pointer, 'is too large for one type')
    if (definition.isCircular) this.#settle(definition.name, shape, place)
    definition.shape = definition.isCircular ? { kind: 'named', name: definition.name } : shape
    return definition.shape
  }

  /** Makes a name stand for a whole shape: where it is more than one class, for an alias beside that. */
  #settle(name: string, shape: Shape, place: Place): void {
    const type = this.#types.get(name)
    const isName = (each: Shape): boolean => each.kind === 'named' && each.name === name
    if (type === undefined || shape.kind !== 'union') {
      if (type === undefined) this.#addAlias(name, shape, place)
      return
    }
    const own = this.#names.claim(`${name}Object`, this.#name)
    this.#types.set(own, { ...type, name: own })
    const of = shape.of.map((each): Shape => (isName(each) ? { kind: 'named', name: own } : each))
    this.#addAlias(name, { kind: 'union', of }, place)
  }

  #addAlias(name: string, shape: Shape, { schema }: Place): void {
    const { description } = typeof schema === 'object' ? schema : {}
    // A union of itself and others is those others.
    const of = shape.kind === 'union' ? shape.of.filter((each) => each.kind !== 'named' || each.name !== name) : [shape]
    const isItself = shape.kind === 'named' && shape.name === name
    const plain = isItself ? nothingIsValid : unionOf(of)
    this.#types.set(name, {
      kind: 'alias',
      name,
      ...(typeof description === 'string' && { description }),
      shape: plain,
    })
  }

  #shapeOfFacts(facts: Facts, wish: string, claim: ((wish: string) => string) | undefined): Shape {
    const { kinds, values } = facts
    if (values !== undefined)
      return valuesShape(values.filter((value) => kinds === undefined || isOfKind(value, kinds)))
    if (kinds === undefined) return { kind: 'any' }
    return unionOf(
      [...kinds].map((kind) => {
        if (kind === 'object') return this.#objectShape(facts, wish, claim)
        return kind === 'array' ? this.#listShape(facts, wish) : { kind }
      }),
    )
  }

  #objectShape(facts: Facts, wish: string, claim: ((wish: string) => string) | undefined): Shape {
    const { properties, required, others, description } = facts
    if (properties.size === 0 && required.size === 0) {
      if (others === undefined || others.length === 0) return { kind: 'map', values: { kind: 'any' } }
      return { kind: 'map', values: unionOf(others.map((place) => this.#shapeOf([place], `${wish}Value`))) }
    }
    if (properties.has('') || required.has(''))
      return { kind: 'map', values: { kind: 'any', why: 'A member has an empty name.' } }
    const name = claim?.(wish) ?? this.#names.claim(wish, this.#name)
    if (this.#types.size >= limits.types)
      throw new PayloadSchemaError('', `has more than ${limits.types} types of objects`)
    // The place among the types, which those of the members come after.
    this.#types.set(name, { kind: 'class', name, members: [] })
    const named = [...properties].filter(([, places]) => !places.some(({ schema }) => schema === false))
    const unnamed = [...required].filter((member) => !properties.has(member))
    const members = [
      ...named.map(([member, places]) => this.#memberOf(member, places, name, required)),
      ...unnamed.map((member) => this.#memberOf(member, [], name, required)),
    ]
    this.#types.set(name, { kind: 'class', name, ...(description !== undefined && { description }), members })
    return { kind: 'named', name }
  }

  #memberOf(name: string, places: readonly Place[], owner: string, required: ReadonlySet<string>): Member {
    const shape = this.#shapeOf(places, `${owner}${pascalCase(name)}`)
    const { description, format } = factsOf(places)
    const text = [description, format === undefined ? undefined : `Format: ${format}.`].filter(
      (each) => each !== undefined,
    )
    return {
      name,
      ...(text.length > 0 && { description: text.join('\n\n') }),
      shape,
      optional: !required.has(name),
    }
  }

  #listShape({ prefix, items, fewestItems }: Facts, wish: string): Shape {
    const isClosed = items.some(({ schema }) => schema === false)
    const rest = isClosed ? undefined : this.#shapeOf(items, `${wish}Item`)
    if (prefix === undefined || prefix.length === 0) return { kind: 'list', items: rest ?? { kind: 'any' } }
    return {
      kind: 'tuple',
      items: prefix.map((place, index) => this.#shapeOf([place], `${wish}${index + 1}`)),
      atLeast: Math.min(fewestItems, prefix.length),
      ...(rest !== undefined && { rest }),
    }
  }

  /** The value of the member that tells an alternative from the others, for its name. */
  #variantOf(conjunction: Conjunction): string | undefined {
    const { properties, required } = factsOf(conjunction)
    for (const [name, places] of properties) {
      const { values } = factsOf(places)
      const [value] = values ?? []
      if (required.has(name) && values?.length === 1 && typeof value === 'string' && pascalCase(value) !== '')
        return pascalCase(value)
    }
    return undefined
  }
}

/** Leaves out places that occur twice. */
function distinct(conjunction: Conjunction): Conjunction {
  const keyOf = ({ pointer, schema }: Place): string => `${typeof schema === 'object' && '$ref' in schema} ${pointer}`
  return [...new Map(conjunction.map((place) => [keyOf(place), place])).values()]
}

/** Parts of a shape. */
function sizeOf(shape: Shape): number {
  return innerShapes(shape).reduce((sum, each) => sum + sizeOf(each), 1)
}

function withoutRef(place: Place): Place {
  const { schema, pointer } = place
  if (typeof schema === 'boolean') return place
  const { $ref: _, ...others } = schema
  return { pointer, schema: others }
}
