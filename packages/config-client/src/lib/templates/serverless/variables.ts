import {
  all,
  andThen,
  createBudget,
  type Evaluated,
  joined,
  onceByName,
  requiredTextOf,
} from '../evaluate/evaluated.ts'
import { isObject, type JsonObject, ownOf } from '../evaluate/template-document.ts'
import { isUnreadable, unreadable, unreadableName } from '../evaluate/unreadable.ts'
import type { ServerlessContext } from './serverless-context.ts'
import { piecesOf } from './variable-syntax.ts'

/** Resolves the variables in a value; those that nothing decides are left unreadable. */
export type ResolveVariables = (value: unknown) => unknown

/** A value, `undefined` if a source has none, or the reason why that is unknown. */
type Found = Evaluated<unknown>

/**
 * Creates the variables of one configuration.
 *
 * @see https://www.serverless.com/framework/docs/guides/variables
 */
export function createVariables(config: JsonObject, context: ServerlessContext): ResolveVariables {
  const budget = createBudget()
  const { options = {} } = context

  const resolve = (value: unknown): unknown => {
    const resolved = budget((): Found => {
      if (typeof value === 'string') return textValue(value)
      if (Array.isArray(value)) return { value: value.map(resolve) }
      if (!isObject(value)) return { value }
      return { value: Object.fromEntries(Object.entries(value).map(([member, each]) => [member, resolve(each)])) }
    })
    return 'reason' in resolved ? unreadable(resolved.reason) : resolved.value
  }

  const textValue = (text: string): Found => {
    const [first, ...others] = piecesOf(text).map((piece): Found => {
      if ('text' in piece)
        return openVariable.test(piece.text) ? { reason: 'a variable does not end' } : { value: piece.text }
      return budget(() => firstOf(piece.variable, piece.sources))
    })
    if (first === undefined) return { value: text }
    if (others.length === 0) return first
    return andThen(all([first, ...others].map((each) => andThen(each, requiredTextOf))), (parts) => joined(parts))
  }

  /** The first source with a value. After an unknown one, the next ones are no fallback. */
  const firstOf = (variable: string, sources: readonly string[]): Found => {
    for (const source of sources) {
      const found = budget(() => sourceValue(source))
      if ('reason' in found || (found.value !== undefined && found.value !== null)) return found
    }
    return { reason: `${variable} has no value` }
  }

  const sourceValue = (source: string): Found => {
    const literal = literalOf(source)
    if (literal !== undefined) return 'text' in literal ? textValue(literal.text) : literal
    const {
      type = '',
      argument = '',
      address = '',
    } = /^(?<type>\w+)(?:\((?<argument>.*)\))?(?::(?<address>.*))?$/s.exec(source)?.groups ?? {}
    const read = ownOf(readers, type)
    const texts = all([argument, address].map((text) => andThen(textValue(text), requiredTextOf)))
    if (read === undefined)
      return source.startsWith('${') ? textValue(source) : { reason: `\${${source}} is resolved at deployment` }
    return andThen(texts, ([given = '', at = '']) => read(at, given))
  }

  const own = onceByName((address): Found => at(config, address))

  /** Follows an address; what it passes may be a variable. */
  const at = (root: unknown, address: string): Found => {
    let found = root
    for (const member of address === '' ? [] : address.split('.')) {
      const value = typeof found === 'string' ? resolve(found) : found
      if (isUnreadable(value)) return { reason: String(value[unreadableName]) }
      found = Array.isArray(value) || isObject(value) ? ownOf(value as JsonObject, member) : undefined
    }
    const value = resolve(found)
    return isUnreadable(value) ? { reason: String(value[unreadableName]) } : { value }
  }

  const stage = (): Found => {
    const given = ownOf(options, 'stage')
    return given === undefined
      ? andThen(own('provider.stage'), (value) => ({ value: value ?? 'dev' }))
      : { value: given }
  }

  const readers: Readonly<Record<string, (address: string, argument: string) => Found>> = {
    self: (address) => own(address),
    opt: (name) => ({ value: ownOf(options, name) }),
    env(name) {
      if (context.env === undefined) return { reason: `the environment variable ${name} is unknown` }
      return { value: ownOf(context.env, name) }
    },
    file(address, path) {
      const content = ownOf(context.files, path)
      return content === undefined ? { reason: `the file ${path} is unknown` } : at(content, address)
    },
    param: (name) =>
      andThen(andThen(stage(), requiredTextOf), (current) => {
        const sections = [current, 'default'].flatMap((each) => [`stages.${each}.params`, `params.${each}`])
        return sections.reduce<Found>(
          (found, section) => andThen(found, (value) => (value == null ? own(`${section}.${name}`) : { value })),
          { value: undefined },
        )
      }),
    sls: (name) => (name === 'stage' ? stage() : { reason: `\${sls:${name}} is resolved at deployment` }),
    aws(name) {
      const value = name === 'region' || name === 'accountId' ? context[name] : undefined
      return value === undefined ? { reason: `\${aws:${name}} is resolved at deployment` } : { value }
    },
    strToBool(_, text) {
      const truth = ownOf(
        truths,
        text
          .trim()
          .replaceAll(/^['"]|['"]$/g, '')
          .toLowerCase(),
      )
      return truth === undefined ? { reason: `strToBool of ${text}` } : { value: truth }
    },
  }

  return resolve
}

const openVariable = /\$\{\s*[A-Za-z]\w*:(?!:)/

const truths: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false }

/** A string in quotes, which may contain variables, or a scalar of JSON. */
function literalOf(source: string): { readonly text: string } | { readonly value: unknown } | undefined {
  const quote = source[0]
  if (source.length > 1 && (quote === "'" || quote === '"') && source.endsWith(quote))
    return { text: source.slice(1, -1) }
  if (source === 'null') return { value: null }
  if (source === 'true' || source === 'false') return { value: source === 'true' }
  return /^-?\d+(?:\.\d+)?$/.test(source) ? { value: Number(source) } : undefined
}
