import type { DevConfig } from '../config.ts'

const text = { type: 'string' }
const arn = { type: 'string', pattern: '^arn:' }
const wholeNumber = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum })
const url = { type: 'string', pattern: '^https?://' }
const oneOf = (...values: readonly string[]) => ({ enum: values })
const map = (additionalProperties: object) => ({ type: 'object', additionalProperties })

const unsettled = {
  loopRecord: oneOf('none', 'unverified'),
  systemErrorExpiry: oneOf('status', 'omitted'),
  backoffAfterRun: oneOf('reset', 'keep'),
  backoffJitter: oneOf('none', 'upper-half'),
  invokeCountOnSuccess: oneOf('one', 'runs'),
  weightedAlias: oneOf('per-attempt', 'once'),
  expiryWithoutAttempt: oneOf('omitted', 'throttled'),
  throttledAfterRun: oneOf('last-attempt', 'last-run'),
} satisfies Record<keyof NonNullable<DevConfig['unsettled']>, object>

/** What a configuration file may say, as JSON Schema; `config.schema.json` of this package is this object. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://async-invoke.dev/schemas/config/v1.json',
  title: 'Configuration of async-invoke dev',
  description: 'Functions, their asynchronous settings and endpoints, for the file async-invoke.config.json or .ts.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: text,
    port: wholeNumber(0, 65_535),
    host: text,
    region: { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-\\d$' },
    accountId: { type: 'string', pattern: '^\\d{12}$' },
    time: { enum: ['real', 'skip', 'manual'] },
    speed: { type: 'number', minimum: 0.001, maximum: 100_000 },
    concurrency: wholeNumber(1, 100_000),
    maxInFlight: wholeNumber(1, 1_000),
    signingKeys: {
      type: 'object',
      additionalProperties: false,
      properties: { accessKeyId: text, secretAccessKey: text },
    },
    checkDestinations: { type: 'boolean' },
    unsettled: { type: 'object', additionalProperties: false, properties: unsettled },
    memory: { type: 'boolean' },
    dataDirectory: text,
    endpoints: {
      type: 'object',
      additionalProperties: false,
      properties: { sqs: url, sns: url, events: url, s3: url },
    },
    functions: map({
      type: 'object',
      additionalProperties: false,
      properties: {
        file: text,
        exportName: text,
        directory: text,
        handler: text,
        runtime: text,
        timeoutInSeconds: wholeNumber(1, 900),
        memoryInMegabytes: wholeNumber(128, 32_768),
        environment: map(text),
        deadLetterTargetArn: arn,
        reservedConcurrency: wholeNumber(0, 100_000),
        aliases: map({ type: 'string', pattern: '^(\\$LATEST|\\d+)$' }),
        eventInvokeConfigs: map({
          type: 'object',
          additionalProperties: false,
          properties: {
            MaximumRetryAttempts: wholeNumber(0, 2),
            MaximumEventAgeInSeconds: wholeNumber(60, 21_600),
            OnSuccess: arn,
            OnFailure: arn,
          },
        }),
      },
    }),
  },
} as const

/** A part of a schema, as far as {@link problemsOf} reads it. */
interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
}

/** What is wrong with a configuration, each with its path; empty when nothing is. */
export function configProblems(value: unknown): readonly string[] {
  return problemsOf(value, configSchema, 'the configuration')
}

function problemsOf(value: unknown, schema: Schema, path: string): readonly string[] {
  if (schema.enum !== undefined)
    return schema.enum.includes(value) ? [] : [`${path} is none of ${schema.enum.join(', ')}`]
  if (schema.type !== undefined && !isOfType(value, schema.type)) return [`${path} is not of type ${schema.type}`]
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, pattern } = schema
  if (typeof value === 'number' && (value < minimum || value > maximum))
    return [`${path} is not from ${minimum} to ${maximum}`]
  if (typeof value === 'string' && pattern !== undefined && !new RegExp(pattern).test(value))
    return [`${path} does not match ${pattern}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const { properties = {}, additionalProperties } = schema
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (known === undefined || known === false) return [`${path} has an unknown member ${name}`]
    return known === true ? [] : problemsOf(member, known, `${path}.${name}`)
  })
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
