import { definitions } from '../definitions/index.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** A definition as plain JSON: TypeBox keeps its own marks in symbols, which JSON does not carry. */
export function plainSchema(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema))
}

/** The schema without descriptions and examples: what validates is carried at run time, what explains is in the file. */
export function withoutAnnotations(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(
    ([key, value]) =>
      !(key === 'description' && typeof value === 'string') && !(key === 'examples' && Array.isArray(value)),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, isObject(value) ? withoutAnnotations(value) : value]))
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The EventBridge event in the OpenAPI 3.0 form that EventBridge's schema registry takes. */
export function eventBridgeOpenApi(): JsonSchema {
  const definition = definitions.find(({ name }) => name === 'eventbridge-event')
  if (definition === undefined) throw new Error('there is no definition of the EventBridge event')
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

/** OpenAPI 3.0 knows neither `const` nor `examples`: an enumeration of one and a single example say the same. */
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
