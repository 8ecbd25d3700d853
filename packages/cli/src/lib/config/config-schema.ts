import { describeOption, type OptionRules, type ValueRule } from '@async-invoke/local-runtime/internal/options'
import { configRules } from './config-rules.ts'

/** JSON Schema of the configuration file, which the emit script writes to `config.schema.json`. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://async-invoke.dev/schemas/config/v1.json',
  title: 'Configuration of async-invoke dev',
  description: 'Functions with their event invoke settings, endpoints of services, and options of the runtime.',
  ...schemaOf({ kind: 'members', members: configRules }),
  dependentSchemas: {
    speed: { properties: { time: { const: 'real' } } },
    dataDirectory: { properties: { memory: { const: false } } },
  },
}

/** Schema for the values of a rule. It checks only the beginning of a URL, not that it can be parsed. */
function schemaOf(rule: ValueRule): object {
  switch (rule.kind) {
    case 'boolean':
      return { type: 'boolean' }
    case 'integer':
    case 'number':
      return { type: rule.kind, minimum: rule.minimum, maximum: rule.maximum }
    case 'string':
    case 'url':
      return { type: 'string', ...(rule.pattern !== undefined && { pattern: rule.pattern }) }
    case 'strings':
      return { type: ['string', 'array'], items: { type: 'string' } }
    case 'choice':
      return { enum: Object.keys(rule.values) }
    case 'list':
      return { type: 'array', items: schemaOf(rule.each) }
    case 'map':
      return {
        type: 'object',
        additionalProperties: schemaOf(rule.each),
        ...(rule.names !== undefined && { propertyNames: schemaOf(rule.names) }),
      }
    case 'members':
      return {
        type: 'object',
        additionalProperties: false,
        ...membersOf(rule.members),
        ...(rule.apart !== undefined && { not: { anyOf: rule.apart.map((required) => ({ required })) } }),
        ...(rule.exactlyOneOf !== undefined && { oneOf: rule.exactlyOneOf.map((name) => ({ required: [name] })) }),
      }
    case 'anything':
      return {}
    case 'callback':
      return { not: {} }
  }
}

function membersOf(members: OptionRules): object {
  const inFiles = Object.entries(members).filter(([, { only }]) => only === undefined)
  const required = inFiles.filter(([, rule]) => rule.required).map(([name]) => name)
  const properties = inFiles.map(([name, rule]) => {
    const { defaultValue } = rule
    const described = { description: describeOption(rule), ...schemaOf(rule) }
    return [name, defaultValue === undefined ? described : { ...described, default: defaultValue }]
  })
  return { ...(required.length > 0 && { required }), properties: Object.fromEntries(properties) }
}
