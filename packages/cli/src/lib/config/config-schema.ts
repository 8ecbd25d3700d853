import { describeOption, type OptionRules, type ValueRule } from '@async-invoke/local-runtime/internal'
import { configRules } from './config-rules.ts'

/** The configuration file as JSON Schema; `config.schema.json` of this package is this object. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://async-invoke.dev/schemas/config/v1.json',
  title: 'Configuration of async-invoke dev',
  description: 'Functions, their asynchronous settings and endpoints, for the file async-invoke.config.json or .ts.',
  ...schemaOf({ kind: 'members', members: configRules }),
  dependentSchemas: {
    speed: { properties: { time: { const: 'real' } } },
    dataDirectory: { properties: { memory: { const: false } } },
  },
}

/** The values that a rule takes, as a schema. A URL that has the right beginning may still be none. */
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
        ...(rule.exactlyOneOf !== undefined && { oneOf: rule.exactlyOneOf.map((name) => ({ required: [name] })) }),
      }
    case 'anything':
      return {}
    case 'callback':
      return { not: {} }
  }
}

function membersOf(members: OptionRules): object {
  const ofFiles = Object.entries(members).filter(([, { only }]) => only === undefined)
  const required = ofFiles.filter(([, rule]) => rule.required).map(([name]) => name)
  const properties = ofFiles.map(([name, rule]) => {
    const { defaultValue } = rule
    const described = { description: describeOption(rule), ...schemaOf(rule) }
    return [name, defaultValue === undefined ? described : { ...described, default: defaultValue }]
  })
  return { ...(required.length > 0 && { required }), properties: Object.fromEntries(properties) }
}
