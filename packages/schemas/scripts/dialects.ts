import { definitions } from '../definitions/index.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Converts a definition to plain JSON, without the symbols that TypeBox adds. */
export function plainSchema(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema))
}

/** Removes descriptions and examples, which only the published file needs. */
export function withoutAnnotations(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !(key === 'description' && typeof value === 'string') && !(key === 'examples' && Array.isArray(value)),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, stripped(value)]))
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped)
  return isObject(value) ? withoutAnnotations(value) : value
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The EventBridge event as OpenAPI 3.0, for EventBridge's schema registry. */
export function eventBridgeOpenApi(): JsonSchema {
  const definition = definitions.find(({ name }) => name === 'eventbridge-event')
  if (definition === undefined) throw new Error('no definition is named eventbridge-event')
  const { $schema: _, $id: __, title: ___, ...event } = plainSchema(definition.schema)
  const { detail, ...properties } = event.properties as Record<string, JsonSchema>
  const AWSEvent = {
    ...event,
    properties: { ...properties, detail: { $ref: '#/components/schemas/InvocationRecord' } },
    'x-amazon-events-source': 'lambda',
    'x-amazon-events-detail-type': 'Lambda Function Invocation Result - Failure',
  }
  return {
    openapi: '3.0.0',
    info: {
      version: '1.0.0',
      title: 'LambdaFunctionInvocationResult',
      description: String(event.description),
    },
    paths: {},
    components: { schemas: openApi({ AWSEvent, InvocationRecord: detail }) },
  }
}

/** OpenAPI 3.0 has neither `const` nor `examples`; an `enum` of one and an `example` replace them. */
function openApi(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openApi)
  if (!isObject(value)) return value
  const { const: only, examples, ...rest } = value
  const kept = Object.fromEntries(Object.entries(rest).map(([key, member]) => [key, openApi(member)]))
  return {
    ...kept,
    ...(only !== undefined && { enum: [only] }),
    ...(Array.isArray(examples) && { example: examples[0] }),
  }
}
