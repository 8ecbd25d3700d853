import type { DevConfig } from '../config.ts'
import { schemaProblems } from './schema-problems.ts'

const text = { type: 'string' }
const texts = { type: ['string', 'array'], items: text }
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

const roleArn = '^arn:[a-z-]+:iam::\\d{12}:role/.+$'
/** A policy of IAM; conditions are taken as they are. */
const policy = {
  type: 'object',
  required: ['Statement'],
  additionalProperties: false,
  properties: {
    Version: text,
    Id: text,
    Statement: {
      type: 'array',
      items: {
        type: 'object',
        required: ['Effect'],
        additionalProperties: false,
        properties: {
          Sid: text,
          Effect: oneOf('Allow', 'Deny'),
          ...{ Action: texts, NotAction: texts, Resource: texts, NotResource: texts },
          Condition: map({ type: 'object' }),
        },
      },
    },
  },
}

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
      required: ['accessKeyId', 'secretAccessKey'],
      properties: { accessKeyId: text, secretAccessKey: text },
    },
    checkDestinations: { type: 'boolean' },
    unsettled: { type: 'object', additionalProperties: false, properties: unsettled },
    memory: { type: 'boolean' },
    dataDirectory: text,
    endpoints: {
      type: 'object',
      additionalProperties: false,
      properties: { sqs: url, sns: url, events: url, s3: url, iam: url },
    },
    roles: { ...map(policy), propertyNames: { pattern: roleArn } },
    functions: map({
      type: 'object',
      additionalProperties: false,
      oneOf: [{ required: ['file'] }, { required: ['directory'] }],
      properties: {
        file: text,
        exportName: text,
        directory: text,
        handler: text,
        runtime: text,
        role: { type: 'string', pattern: roleArn },
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

/** What is wrong with a configuration, each with its path; empty when nothing is. */
export function configProblems(value: unknown): readonly string[] {
  return schemaProblems(value, configSchema, 'the configuration')
}
