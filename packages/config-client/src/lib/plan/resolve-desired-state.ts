import {
  type DesiredFunction,
  type DesiredSettings,
  type DesiredState,
  parseFunctionReference,
} from '@async-invoke/schemas'
import { matchesWildcard } from '@async-invoke/schemas/internal'

/**
 * Resolves the patterns and defaults of a desired state into an entry for each function.
 *
 * A function gets, for each qualifier, the settings of its own entry, or those of the last pattern that matches its name; so
 * it does with its dead-letter queue. Settings then take the members that they leave out from the defaults.
 *
 * @param functionNames - names or ARNs of functions that exist; without them, patterns apply only to the functions that the
 * document lists
 * @returns the functions that the document lists, and those that a pattern matches, without patterns and defaults
 *
 * @example
 * ```ts
 * const patterns = { 'team-*': { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } } } }
 * resolveDesiredState({ version: '1.0', functions: {}, patterns }, ['team-orders', 'audit']).functions // of team-orders
 * ```
 */
export function resolveDesiredState(desired: DesiredState, functionNames: readonly string[] = []): DesiredState {
  const { defaults, patterns = {}, functions, ...rest } = desired
  const listed = new Set(Object.keys(functions).map(bareName))
  const matching = functionNames.filter((name) => !listed.has(bareName(name)) && patternsOf(patterns, name).length > 0)
  const resolved = [...Object.keys(functions), ...matching].map((name) => {
    const layers = patternsOf(patterns, name).flatMap((pattern) => patterns[pattern] ?? [])
    const own = Object.hasOwn(functions, name) ? [functions[name] ?? {}] : []
    return [name, withDefaults(layered([...layers, ...own]), defaults)] as const
  })
  return { ...rest, functions: Object.fromEntries(resolved) }
}

/** The patterns that match no function, listed or not: misspelt, or ahead of their functions. */
export function unmatchedPatterns(
  { patterns = {}, functions }: DesiredState,
  functionNames: readonly string[],
): readonly string[] {
  const names = [...Object.keys(functions), ...functionNames].map(bareName)
  return Object.keys(patterns).filter((pattern) => !names.some((name) => matchesWildcard(pattern, name)))
}

function patternsOf(patterns: NonNullable<DesiredState['patterns']>, name: string): readonly string[] {
  return Object.keys(patterns).filter((pattern) => matchesWildcard(pattern, bareName(name)))
}

/** The last layer wins, for each qualifier and for the dead-letter queue. What no layer mentions is not managed. */
function layered(layers: readonly DesiredFunction[]): DesiredFunction {
  const deadLetter = layers.findLast(({ DeadLetterConfig }) => DeadLetterConfig !== undefined)?.DeadLetterConfig
  const settings = layers.flatMap(({ EventInvokeConfigs }) => EventInvokeConfigs ?? [])
  return {
    ...(deadLetter !== undefined && { DeadLetterConfig: deadLetter }),
    ...(settings.length > 0 && { EventInvokeConfigs: Object.assign({}, ...settings) }),
  }
}

function withDefaults(wanted: DesiredFunction, defaults: DesiredSettings | undefined): DesiredFunction {
  const { EventInvokeConfigs } = wanted
  if (defaults === undefined || EventInvokeConfigs === undefined) return wanted
  const settings = Object.entries(EventInvokeConfigs).map(
    ([qualifier, own]) => [qualifier, own && merged(own, defaults)] as const,
  )
  return { ...wanted, EventInvokeConfigs: Object.fromEntries(settings) }
}

/** Adds the members that settings leave out; each side counts as a member. */
function merged(own: DesiredSettings, defaults: DesiredSettings): DesiredSettings {
  const DestinationConfig = { ...defaults.DestinationConfig, ...own.DestinationConfig }
  return { ...defaults, ...own, ...(Object.keys(DestinationConfig).length > 0 && { DestinationConfig }) }
}

function bareName(name: string): string {
  return parseFunctionReference(name)?.functionName ?? name
}
