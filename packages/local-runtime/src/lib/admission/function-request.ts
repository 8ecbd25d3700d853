import type { Refusal } from '@async-invoke/schemas'
import { flag, integer, type JsonObject, list, object, text, texts, unreadable } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { FunctionSettings, VpcConfig } from '../registry/function-record.ts'
import { refuse } from './admitted-reference.ts'
import { loggingOf, loggingRefusals } from './logging-config.ts'
import { checkMember } from './model-rules.ts'
import { runtimeIdentifiers } from './runtimes.ts'

/** Settings that a request names; what it leaves out is missing. */
export type RequestedSettings = Partial<FunctionSettings>

const reservedKeys = new Set(
  `_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME
AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME
AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR`.split(/\s/),
)
const maxEnvironmentBytes = 4_096
/** Megabytes; the model admits more, for functions on machines of their own. */
const maxMemorySize = 10_240
const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+'
const deadLetterPattern = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()'

/** Reads the settings of CreateFunction and UpdateFunctionConfiguration; refuses what the model and the service refuse. */
export function settingsOf(
  body: JsonObject,
  mode: 'create' | 'update',
  region: string,
  others: readonly Refusal[] = [],
): RequestedSettings {
  const create = mode === 'create'
  const asked = {
    Runtime: text(body, 'Runtime'),
    Role: text(body, 'Role'),
    Handler: text(body, 'Handler'),
    Description: text(body, 'Description'),
    Timeout: integer(body, 'Timeout'),
    MemorySize: integer(body, 'MemorySize'),
    DeadLetterTargetArn: text(object(body, 'DeadLetterConfig') ?? {}, 'TargetArn'),
    EphemeralStorageSize: integer(object(body, 'EphemeralStorage') ?? {}, 'Size'),
    TracingMode: text(object(body, 'TracingConfig') ?? {}, 'Mode'),
    Environment: texts(object(body, 'Environment') ?? {}, 'Variables'),
    Architectures: create ? architecturesOf(body) : undefined,
    LoggingConfig: loggingOf(body),
    VpcConfig: networkOf(body),
  }
  refuse([
    ...others,
    ...variableRefusals(asked.Environment),
    ...checkMember('packageType', text(body, 'PackageType'), { values: ['Zip', 'Image'] }),
    ...checkMember('role', asked.Role, { required: create, pattern: rolePattern }),
    ...checkMember('handler', asked.Handler, { maxLength: 128, pattern: '[^\\s]+' }),
    ...checkMember('description', asked.Description, { maxLength: 256 }),
    ...checkMember('timeout', asked.Timeout, { minimum: 1, maximum: 900 }),
    ...checkMember('memorySize', asked.MemorySize, { minimum: 128, maximum: 32_768 }),
    ...checkMember('ephemeralStorage.size', asked.EphemeralStorageSize, { minimum: 512, maximum: 10_240 }),
    ...checkMember('tracingConfig.mode', asked.TracingMode, { values: ['Active', 'PassThrough'] }),
    ...loggingRefusals(asked.LoggingConfig),
    ...checkMember('deadLetterConfig.targetArn', asked.DeadLetterTargetArn, { pattern: deadLetterPattern }),
  ])
  if ((asked.MemorySize ?? 0) > maxMemorySize)
    throw invalid(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${maxMemorySize}`,
    )
  refuseUnsupported(body)
  refuseRuntime(asked.Runtime)
  if (create && asked.Runtime === undefined)
    throw invalid('Runtime is mandatory for functions created with deployment packages.')
  if (create && asked.Handler === undefined)
    throw invalid('Handler is mandatory for functions created with deployment packages.')
  refuseEnvironment(asked.Environment)
  refuseDeadLetterTarget(asked.DeadLetterTargetArn, region)
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
}

/** `type`: what the body says as `Type`, where it is not `User`. */
export function invalid(message: string, type?: 'absent'): LambdaError {
  return new LambdaError('InvalidParameterValueException', message, type === undefined ? {} : { type })
}

export function architecturesOf(body: JsonObject): readonly string[] | undefined {
  const { Architectures } = body
  if (Architectures === undefined) return undefined
  if (!Array.isArray(Architectures)) throw unreadable('Architectures is not a list')
  const known = Architectures.every((each) => ['x86_64', 'arm64'].includes(each))
  if (known && Architectures.length === 1) return Architectures
  const constraint = known
    ? `Member must have length ${Architectures.length === 0 ? 'greater' : 'less'} than or equal to 1`
    : 'Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]'
  throw new LambdaError(
    'ValidationException',
    `1 validation error detected: Value '[${Architectures.join(', ')}]' at 'architectures' failed to satisfy constraint: ${constraint}`,
  )
}

function networkOf(body: JsonObject): VpcConfig | undefined {
  const asked = object(body, 'VpcConfig')
  if (asked === undefined) return undefined
  return {
    Ipv6AllowedForDualStack: flag(asked, 'Ipv6AllowedForDualStack'),
    SecurityGroupIds: list(asked, 'SecurityGroupIds'),
    SubnetIds: list(asked, 'SubnetIds'),
  }
}

/** What would silently do nothing here is refused, in words of ours. */
function refuseUnsupported(body: JsonObject): void {
  if (body.PackageType === 'Image')
    throw invalid('async-invoke runs zip archives and local folders, not container images')
  for (const name of ['Layers', 'FileSystemConfigs'])
    if (Array.isArray(body[name]) && body[name].length > 0) throw invalid(`async-invoke has no ${name}`)
}

function refuseRuntime(runtime: string | undefined): void {
  if (runtime === undefined || runtimeIdentifiers.includes(runtime)) return
  const set = runtimeIdentifiers.join(', ')
  throw invalid(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${set}] or be a valid ARN`,
  )
}

/** What the model says against names of variables; the service does not print them. */
function variableRefusals(variables: Readonly<Record<string, string>> = {}): readonly Refusal[] {
  const pattern = '[a-zA-Z]([a-zA-Z0-9_])+'
  if (Object.keys(variables).every((name) => new RegExp(`^(?:${pattern})$`).test(name))) return []
  const message = `Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${pattern}]`
  return [{ rule: 'model', code: 'ValidationException', path: 'environment.variables', value: '', message }]
}

function refuseEnvironment(variables: Readonly<Record<string, string>> | undefined): void {
  if (variables === undefined) return
  const because =
    'Lambda was unable to configure your environment variables because the environment variables you have provided'
  const reserved = Object.keys(variables).filter((name) => reservedKeys.has(name))
  if (reserved.length > 0)
    throw invalid(
      `${because} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    )
  const measured = JSON.stringify(variables)
  if (Buffer.byteLength(measured) > maxEnvironmentBytes)
    throw invalid(`${because} exceeded the 4KB limit. String measured: ${measured}`)
}

/** A dead-letter target is a standard queue or topic of the function's region (FNC-3, DLQ-9). */
function refuseDeadLetterTarget(arn: string | undefined, region: string): void {
  if (arn === undefined || arn === '') return
  const refusal = (reason: string): LambdaError => invalid(`Invalid dead letter queue ARN: ${reason}`)
  const [, , service, itsRegion] = arn.split(':')
  if (service !== 'sqs' && service !== 'sns')
    throw refusal('Only Amazon SQS queues and Amazon SNS topics are supported.')
  if (itsRegion !== region)
    throw refusal(
      "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with.",
    )
  const kind = service === 'sqs' ? 'SQS queue' : 'SNS topic'
  if (arn.endsWith('.fifo')) throw refusal(`FIFO ${kind} is not supported for dead letter configuration`)
}
