import { isObject, type JsonObject } from '../http/json-body.ts'

/** Names of the members of a request that this runtime reads: `true`, or the members of a structure. */
type Modelled = { readonly [name: string]: true | Modelled }

const code = { ZipFile: true, S3Bucket: true, S3Key: true, S3ObjectVersion: true, SourceKMSKeyArn: true } as const

const settings: Modelled = {
  ...{ Runtime: true, Role: true, Handler: true, Description: true, Timeout: true, MemorySize: true, KMSKeyArn: true },
  VpcConfig: { SubnetIds: true, SecurityGroupIds: true, Ipv6AllowedForDualStack: true },
  DeadLetterConfig: { TargetArn: true },
  Environment: { Variables: true },
  TracingConfig: { Mode: true },
  EphemeralStorage: { Size: true },
  SnapStart: { ApplyOn: true },
  LoggingConfig: { LogFormat: true, ApplicationLogLevel: true, SystemLogLevel: true, LogGroup: true },
  DurableConfig: { RetentionPeriodInDays: true, ExecutionTimeout: true },
}

const eventSource: Modelled = {
  ...{ FunctionName: true, Enabled: true, BatchSize: true, MaximumBatchingWindowInSeconds: true, UUID: true },
  ...{ FunctionResponseTypes: true, StartingPosition: true, StartingPositionTimestamp: true, DestinationConfig: true },
  FilterCriteria: { Filters: true },
  ScalingConfig: { MaximumConcurrency: true },
}

/** The operations that create or change something, with what they read from their bodies. */
const operations = {
  CreateFunction: {
    ...settings,
    // Code that is an image has a message of its own.
    Code: { ...code, ImageUri: true },
    ...{ FunctionName: true, Publish: true, PackageType: true, Tags: true, Architectures: true },
    ...{ CodeSigningConfigArn: true, TenancyConfig: { TenantIsolationMode: true } },
  },
  UpdateFunctionConfiguration: { ...settings, RevisionId: true },
  UpdateFunctionCode: { ...code, ImageUri: true, Publish: true, DryRun: true, RevisionId: true, Architectures: true },
  PublishVersion: { CodeSha256: true, Description: true, RevisionId: true },
  // What is for streams alone has a message of its own.
  CreateEventSourceMapping: { ...eventSource, EventSourceArn: true, Tags: true },
  UpdateEventSourceMapping: eventSource,
} satisfies Record<string, Modelled>

/**
 * Lists the members of a request that this runtime neither carries out nor keeps, by their path (FNC-10). A member
 * without content asks for nothing.
 *
 * @example
 * ```ts
 * listUnmodelled('CreateFunction', { Role: 'r', Layers: ['arn'], VpcConfig: { Ipv7: true } }) // ['Layers', 'VpcConfig.Ipv7']
 * ```
 */
export function listUnmodelled(operation: keyof typeof operations, body: JsonObject): readonly string[] {
  return unmodelledIn(body, operations[operation], '')
}

function unmodelledIn(body: JsonObject, modelled: Modelled, prefix: string): readonly string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const known = Object.hasOwn(modelled, name) ? modelled[name] : undefined
    if (known === true || isEmpty(value)) return []
    if (known === undefined) return [`${prefix}${name}`]
    return isObject(value) ? unmodelledIn(value, known, `${prefix}${name}.`) : []
  })
}

/** Whether a value asks for nothing: null, an empty list, or a structure of such values. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && Object.values(value).every(isEmpty)
}
