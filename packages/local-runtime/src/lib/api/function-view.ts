import { createHash } from 'node:crypto'
import { type FunctionHome, formatFunctionArn } from '@async-invoke/schemas/function-reference'
import {
  type AliasRecord,
  type FunctionRecord,
  type LoggingConfig,
  latestVersion,
  type VersionRecord,
  type VpcConfig,
} from '../registry/function-record.ts'
import { formatTimestamp } from './timestamp.ts'

/** Formats the functions and aliases of one account and region as the API returns them. */
export class FunctionView {
  readonly #home: FunctionHome

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** The ARN of a function, with the qualifier if there is one: a version or an alias. */
  arn(functionName: string, qualifier?: string): string {
    const arn = formatFunctionArn(this.#home, functionName)
    return qualifier === undefined ? arn : `${arn}:${qualifier}`
  }

  /** A configuration as every operation except the lists returns it. */
  configuration({ functionName }: FunctionRecord, version: VersionRecord, qualifier?: string): object {
    const { state, lastUpdateStatus } = version
    return {
      ...this.#common(functionName, version, qualifier),
      ...(version.settings.Runtime !== undefined && {
        RuntimeVersionConfig: { RuntimeVersionArn: this.#runtimeArn(version) },
      }),
      State: state,
      ...(state === 'Pending' && { StateReason: 'The function is being created.', StateReasonCode: 'Creating' }),
      ...(lastUpdateStatus !== undefined && { LastUpdateStatus: lastUpdateStatus }),
      ...(lastUpdateStatus === 'InProgress' && {
        LastUpdateStatusReason: 'The function is being created.',
        LastUpdateStatusReasonCode: 'Creating',
      }),
    }
  }

  /** A configuration as the lists return it: without states and runtime version. */
  listed({ functionName }: FunctionRecord, version: VersionRecord, qualifier?: string): object {
    return this.#common(functionName, version, qualifier)
  }

  /**
   * @param location - URL from which any client can fetch the archive (FNC-17)
   */
  code({ code }: VersionRecord, location: string): object {
    const { sourceKmsKeyArn } = code
    return {
      RepositoryType: 'S3',
      Location: location,
      ...(sourceKmsKeyArn !== undefined && { SourceKMSKeyArn: sourceKmsKeyArn }),
    }
  }

  alias(functionName: string, { name, functionVersion, description, revisionId, additional }: AliasRecord): object {
    return {
      AliasArn: this.arn(functionName, name),
      Name: name,
      FunctionVersion: functionVersion,
      Description: description,
      ...(additional !== undefined && {
        RoutingConfig: { AdditionalVersionWeights: { [additional.version]: additional.weight } },
      }),
      RevisionId: revisionId,
    }
  }

  #common(functionName: string, version: VersionRecord, qualifier?: string): object {
    const { settings, code } = version
    const { DeadLetterTargetArn, Environment } = settings
    return {
      FunctionName: functionName,
      FunctionArn: this.arn(functionName, qualifier),
      ...(settings.Runtime !== undefined && { Runtime: settings.Runtime }),
      Role: settings.Role,
      Handler: settings.Handler,
      CodeSize: code.sizeInBytes,
      Description: settings.Description,
      Timeout: settings.Timeout,
      MemorySize: settings.MemorySize,
      LastModified: formatTimestamp(version.lastModifiedMs),
      CodeSha256: code.sha256,
      Version: version.version,
      ...(DeadLetterTargetArn !== undefined && { DeadLetterConfig: { TargetArn: DeadLetterTargetArn } }),
      ...(Environment !== undefined && { Environment: { Variables: Environment } }),
      ...(settings.VpcConfig !== undefined && { VpcConfig: formatNetwork(settings.VpcConfig) }),
      TracingConfig: { Mode: settings.TracingMode },
      RevisionId: version.revisionId,
      PackageType: 'Zip',
      Architectures: settings.Architectures,
      EphemeralStorage: { Size: settings.EphemeralStorageSize },
      SnapStart: formatSnapStart(version),
      LoggingConfig: formatLogging(functionName, settings.LoggingConfig),
      ...(settings.KMSKeyArn && { KMSKeyArn: settings.KMSKeyArn }),
      ...(settings.DurableConfig !== undefined && { DurableConfig: settings.DurableConfig }),
      ...(settings.TenantIsolationMode !== undefined && {
        TenancyConfig: { TenantIsolationMode: settings.TenantIsolationMode },
      }),
    }
  }

  /** A runtime version has one ARN per architecture. */
  #runtimeArn({ settings: { Runtime, Architectures } }: VersionRecord): string {
    const digest = createHash('sha256').update(`${Runtime} ${Architectures}`).digest('hex')
    return `arn:${this.#home.partition ?? 'aws'}:lambda:${this.#home.region}::runtime:${digest}`
  }
}

/** The qualifier in the ARN of a version that was requested by name or number alone: none for `$LATEST`. */
export function qualifierOf({ version }: VersionRecord): string | undefined {
  return version === latestVersion ? undefined : version
}

/** `VpcId` is derived from the first subnet, since the request has none. */
function formatNetwork(network: VpcConfig): object {
  return { ...network, VpcId: network.SubnetIds[0]?.replace(/^subnet-/, 'vpc-') ?? '' }
}

/** Only published versions start from a snapshot. */
function formatSnapStart({ version, settings: { SnapStartApplyOn = 'None' } }: VersionRecord): object {
  const optimized = SnapStartApplyOn === 'PublishedVersions' && version !== latestVersion
  return { ApplyOn: SnapStartApplyOn, OptimizationStatus: optimized ? 'On' : 'Off' }
}

/** Only JSON logs have levels, `INFO` by default. */
function formatLogging(functionName: string, config: LoggingConfig = {}): LoggingConfig {
  const { LogFormat = 'Text', LogGroup = `/aws/lambda/${functionName}` } = config
  if (LogFormat !== 'JSON') return { LogFormat, LogGroup }
  return { LogFormat, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', ...config, LogGroup }
}
