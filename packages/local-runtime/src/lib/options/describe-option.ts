import type { OptionRule, ValueRule } from './option-rule.ts'

/** The values that a rule accepts, worded to follow "is not": `a whole number from 0 to 65535`. */
export function nounOf(rule: ValueRule): string {
  switch (rule.kind) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `a whole number from ${rule.minimum} to ${rule.maximum}`
    case 'number':
      return `a number from ${rule.minimum} to ${rule.maximum}`
    case 'string':
    case 'url':
      return rule.noun
    case 'strings':
      return 'a string or a list of strings'
    case 'choice':
      return Object.keys(rule.values)
        .join(', ')
        .replace(/, (\S+)$/, ' or $1')
    case 'callback':
      return 'a function'
    case 'list':
      return 'a list'
    case 'map':
    case 'members':
      return 'an object'
    case 'anything':
      return 'any value'
  }
}

/**
 * Describes an option for help texts, tables and schemas: meaning, values if the type alone does not say them, default.
 *
 * @example
 * ```ts
 * describeOption(runtimeOptionRules.maxInFlight)
 * // 'Maximum number of concurrent asynchronous runs and deliveries; the rest wait in the queue. From 1 to 100000. Default 50.'
 * ```
 */
export function describeOption(rule: OptionRule): string {
  const { about, defaultValue } = rule
  return [about, valuesOf(rule), ...(defaultValue === undefined ? [] : [`Default ${defaultValue}.`])]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function valuesOf(rule: OptionRule): string {
  if (rule.kind === 'integer' || rule.kind === 'number') return `From ${rule.minimum} to ${rule.maximum}.`
  if (rule.kind !== 'choice') return ''
  const values = Object.entries(rule.values).map(([value, meaning]) => `\`${value}\`: ${meaning}`)
  return `${values.join('; ')}.`
}
