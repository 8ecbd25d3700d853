import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { type FunctionHome, formatFunctionArn } from '@async-invoke/schemas'
import {
  type AliasRecord,
  type FunctionRecord,
  type LoggingConfig,
  latestVersion,
  type VersionRecord,
  type VpcConfig,
} from '../registry/function-record.ts'

/** How the functions and aliases of one account and region look to a client. */
export class FunctionView {
  readonly #home: FunctionHome

  constructor(home: FunctionHome) {
    this.#home = home
  }

  /** `qualifier`: as it stands behind the ARN, an alias included; without one the ARN has none. */
  arn(functionName: string, qualifier?: string): string {
    const arn = formatFunctionArn(this.#home, functionName)
    return qualifier === undefined ? arn : `${arn}:${qualifier}`
  }

  /** A function's configuration, as every operation but the lists answers it. */
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

  /** As the lists answer it: without states and the version of the runtime. */
  listed({ functionName }: FunctionRecord, version: VersionRecord, qualifier?: string): object {
    return this.#common(functionName, version, qualifier)
  }

  code({ code }: VersionRecord): object {
    return { RepositoryType: 'S3', Location: pathToFileURL(code.directory).href }
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
      LastModified: timestampOf(version.lastModifiedMs),
      CodeSha256: code.sha256,
      Version: version.version,
      ...(DeadLetterTargetArn !== undefined && { DeadLetterConfig: { TargetArn: DeadLetterTargetArn } }),
      ...(Environment !== undefined && { Environment: { Variables: Environment } }),
      ...(settings.VpcConfig !== undefined && { VpcConfig: shownNetwork(settings.VpcConfig) }),
      TracingConfig: { Mode: settings.TracingMode },
      RevisionId: version.revisionId,
      PackageType: 'Zip',
      Architectures: settings.Architectures,
      EphemeralStorage: { Size: settings.EphemeralStorageSize },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      LoggingConfig: shownLogging(functionName, settings.LoggingConfig),
    }
  }

  /** Versions of runtimes have an ARN for each architecture. */
  #runtimeArn({ settings: { Runtime, Architectures } }: VersionRecord): string {
    const digest = createHash('sha256').update(`${Runtime} ${Architectures}`).digest('hex')
    return `arn:${this.#home.partition ?? 'aws'}:lambda:${this.#home.region}::runtime:${digest}`
  }
}

/** The ARN's qualifier for a version that was asked for without an alias: none for `$LATEST` unless it was named. */
export function qualifierOf({ version }: VersionRecord): string | undefined {
  return version === latestVersion ? undefined : version
}

/** The network has an id of ours, made of its first subnet's, for want of one. */
function shownNetwork(network: VpcConfig): object {
  return { ...network, VpcId: network.SubnetIds[0]?.replace(/^subnet-/, 'vpc-') ?? '' }
}

/** Levels belong to JSON, where they are INFO unless the function says otherwise. */
function shownLogging(functionName: string, asked: LoggingConfig = {}): LoggingConfig {
  const { LogFormat = 'Text', LogGroup = `/aws/lambda/${functionName}` } = asked
  if (LogFormat !== 'JSON') return { LogFormat, LogGroup }
  return { LogFormat, ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', ...asked, LogGroup }
}

/** The form in which functions show their time: milliseconds, and an offset without a colon. */
function timestampOf(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000')
}
