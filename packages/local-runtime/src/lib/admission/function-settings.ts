import { checkDeadLetterTarget, type Refusal } from '@async-invoke/schemas/dead-letter'
import { createModelRefusal, createRefusal, deadLetterTargetPattern } from '@async-invoke/schemas/internal'
import type { FunctionSettings } from '../registry/function-record.ts'
import { checkDeprecatedRuntime } from './deprecated-runtimes.ts'
import { checkKept, checkSnapStart } from './kept-settings.ts'
import { checkLogging } from './logging-rules.ts'
import { checkMember, firstRefused } from './model-rules.ts'
import { rolePattern, settingBounds } from './setting-rules.ts'

/** The settings in a request; omitted ones are missing. */
export type RequestedSettings = Partial<FunctionSettings>

/** A request to create or change a function. */
export interface FunctionRequest {
  readonly settings: RequestedSettings
  readonly packageType?: string | undefined
  /** Paths of the members that this runtime neither carries out nor keeps. */
  readonly unmodelled?: readonly string[]
}

const code = 'InvalidParameterValueException'

/**
 * Every runtime identifier of the API, in the order of its service model, deprecated ones included.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const runtimeIdentifiers: readonly string[] =
  `nodejs nodejs4.3 nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x nodejs16.x java8 java8.al2 java11 python2.7
python3.6 python3.7 python3.8 python3.9 dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 dotnet8
nodejs4.3-edge go1.x ruby2.5 ruby2.7 provided provided.al2 nodejs18.x python3.10 java17 ruby3.2 ruby3.3 ruby3.4
python3.11 nodejs20.x provided.al2023 python3.12 java21 python3.13 nodejs22.x nodejs24.x python3.14 java25 dotnet10
ruby4.0 nodejs26.x python3.15 java8.al2023 java11.al2023 java17.al2023`.split(/\s/)
/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reservedKeys = new Set(
  `_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME
AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME
AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR`.split(/\s/),
)
const maxEnvironmentBytes = 4_096
/** In megabytes. The model accepts more than the service does, for functions on managed instances. */
const maxModelledMemorySize = 32_768

/**
 * Checks the settings of CreateFunction and UpdateFunctionConfiguration against the model and then the service's own rules,
 * in the service's order.
 *
 * @param others - violations of the model by other members of the request, reported together with those of the settings
 */
export function checkFunctionSettings(
  request: FunctionRequest,
  mode: 'create' | 'update',
  region: string,
  others: readonly Refusal[] = [],
): readonly Refusal[] {
  const { settings } = request
  return firstRefused([
    checkArchitectures(settings.Architectures),
    [...others, ...checkModel(request, mode)],
    checkMemorySize(settings.MemorySize),
    checkSupported(request),
    checkRuntime(settings.Runtime),
    checkDeprecatedRuntime(settings.Runtime),
    mode === 'create' ? checkRequired(settings) : [],
    checkSnapStart(settings),
    checkEnvironment(settings.Environment),
    checkDeadLetterTarget(settings.DeadLetterTargetArn, { region }),
  ])
}

/** Checks a list of architectures against the model, whose message prints the whole list. */
export function checkArchitectures(architectures: readonly string[] | undefined): readonly Refusal[] {
  if (architectures === undefined) return []
  const known = architectures.every((architecture) => ['x86_64', 'arm64'].includes(architecture))
  if (known && architectures.length === 1) return []
  const constraint = known
    ? `Member must have length ${architectures.length === 0 ? 'greater' : 'less'} than or equal to 1`
    : 'Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]'
  return [createModelRefusal('2.3', 'architectures', `[${architectures.join(', ')}]`, constraint)]
}

function checkModel({ settings, packageType }: FunctionRequest, mode: 'create' | 'update'): readonly Refusal[] {
  return [
    ...checkVariableNames(settings.Environment),
    ...checkMember('packageType', packageType, { values: ['Zip', 'Image'] }),
    ...checkMember('role', settings.Role, { required: mode === 'create', pattern: rolePattern }),
    ...checkMember('handler', settings.Handler, { maxLength: 128, pattern: '[^\\s]+' }),
    ...checkMember('description', settings.Description, { maxLength: 256 }),
    ...checkMember('timeout', settings.Timeout, settingBounds.Timeout),
    ...checkMember('memorySize', settings.MemorySize, { ...settingBounds.MemorySize, maximum: maxModelledMemorySize }),
    ...checkMember('ephemeralStorage.size', settings.EphemeralStorageSize, { minimum: 512, maximum: 10_240 }),
    ...checkMember('tracingConfig.mode', settings.TracingMode, { values: ['Active', 'PassThrough'] }),
    ...checkLogging(settings.LoggingConfig),
    ...checkKept(settings),
    ...checkMember('deadLetterConfig.targetArn', settings.DeadLetterTargetArn, { pattern: deadLetterTargetPattern }),
  ]
}

function checkMemorySize(megabytes = 0): readonly Refusal[] {
  const { maximum } = settingBounds.MemorySize
  if (megabytes <= maximum) return []
  const message = `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${maximum}`
  return [createRefusal('FNC-18', code, 'memorySize', String(megabytes), message)]
}

/** Refuses what would silently have no effect here. The messages are ours. */
function checkSupported({ packageType, unmodelled = [] }: FunctionRequest): readonly Refusal[] {
  const message = 'async-invoke runs zip archives and local folders, not container images'
  return [
    ...(packageType === 'Image' ? [createRefusal('FNC-10', code, 'packageType', packageType, message)] : []),
    ...checkModelled(unmodelled),
  ]
}

/** Refuses members that would silently be lost, in one message that names them all. */
export function checkModelled(unmodelled: readonly string[]): readonly Refusal[] {
  const names = unmodelled.join(', ')
  return unmodelled.length === 0 ? [] : [createRefusal('FNC-10', code, names, '', `async-invoke has no ${names}`)]
}

function checkRuntime(runtime: string | undefined): readonly Refusal[] {
  if (runtime === undefined || runtimeIdentifiers.includes(runtime)) return []
  const set = runtimeIdentifiers.join(', ')
  const message = `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${set}] or be a valid ARN`
  return [createRefusal('FNC-19', code, 'runtime', runtime, message)]
}

function checkRequired(settings: RequestedSettings): readonly Refusal[] {
  return (['Runtime', 'Handler'] as const).flatMap((name) =>
    settings[name] === undefined
      ? [
          createRefusal(
            'FNC-20',
            code,
            name,
            '',
            `${name} is mandatory for functions created with deployment packages.`,
          ),
        ]
      : [],
  )
}

/** Checks the names of environment variables against the model, whose message does not print them. */
function checkVariableNames(variables: Readonly<Record<string, string>> = {}): readonly Refusal[] {
  const pattern = '[a-zA-Z]([a-zA-Z0-9_])+'
  if (Object.keys(variables).every((name) => new RegExp(`^(?:${pattern})$`).test(name))) return []
  const message = `Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${pattern}]`
  return [createRefusal('2.3', 'ValidationException', 'environment.variables', '', message)]
}

function checkEnvironment(variables: Readonly<Record<string, string>> | undefined): readonly Refusal[] {
  if (variables === undefined) return []
  const refuse = (reason: string): readonly Refusal[] => {
    const because =
      'Lambda was unable to configure your environment variables because the environment variables you have provided'
    return [createRefusal('FNC-21', code, 'environment.variables', '', `${because} ${reason}`)]
  }
  const reserved = Object.keys(variables).filter((name) => reservedKeys.has(name))
  if (reserved.length > 0)
    return refuse(
      `contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    )
  const measured = JSON.stringify(variables)
  if (Buffer.byteLength(measured) <= maxEnvironmentBytes) return []
  return refuse(`exceeded the 4KB limit. String measured: ${measured}`)
}
