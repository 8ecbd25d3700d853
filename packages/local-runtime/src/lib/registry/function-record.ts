import type { InvokedReference } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import type { Attachment } from './attachment.ts'

/** Location of a version's code. */
export interface CodeLocation {
  /** Absolute path of the folder with the code: the function's `LAMBDA_TASK_ROOT`. */
  readonly directory: string
  /** Path of the handler's module if it was declared by `file`; otherwise `Handler` names it in the folder. */
  readonly file?: string
  /** Absolute paths of the folders of its layers; missing for none. */
  readonly layers?: readonly string[]
  /** `archive`: unpacked by the runtime, immutable. `local`: a folder of the user's, run in place with its current content. */
  readonly kind: 'archive' | 'local'
  /** In base64, as the API returns it. */
  readonly sha256: string
  readonly sizeInBytes: number
  /** Key of the archive, as requested: returned by the API, otherwise without effect. */
  readonly sourceKmsKeyArn?: string
}

/** A version's configuration, under the API's names. */
export interface FunctionSettings {
  readonly Runtime?: string
  readonly Role: string
  readonly Handler: string
  readonly Description: string
  /** In seconds, from 1 to 900. */
  readonly Timeout: number
  /** In megabytes. */
  readonly MemorySize: number
  readonly Environment?: Readonly<Record<string, string>>
  readonly DeadLetterTargetArn?: string
  readonly Architectures: readonly string[]
  readonly EphemeralStorageSize: number
  readonly TracingMode: string
  readonly LoggingConfig?: LoggingConfig
  readonly VpcConfig?: VpcConfig
  /** Returned by the API, otherwise without effect, as is `SnapStartApplyOn`. */
  readonly KMSKeyArn?: string
  readonly SnapStartApplyOn?: string
  readonly DurableConfig?: DurableConfig
  /** Mode of a function whose tenants have environments of their own (TEN-1). */
  readonly TenantIsolationMode?: string
}

/** Settings of a durable function, whose executions are not modelled (DUR-1). */
export interface DurableConfig {
  readonly RetentionPeriodInDays?: number
  /** In seconds. */
  readonly ExecutionTimeout?: number
}

/** A function's network configuration: returned by the API, otherwise without effect. */
export interface VpcConfig {
  readonly SubnetIds: readonly string[]
  readonly SecurityGroupIds: readonly string[]
  readonly Ipv6AllowedForDualStack: boolean
}

/** A function's logging configuration: returned by the API, otherwise without effect. */
export interface LoggingConfig {
  readonly LogFormat?: string
  readonly ApplicationLogLevel?: string
  readonly SystemLogLevel?: string
  readonly LogGroup?: string
}

/** `$LATEST`, or a published version, which never changes (DSP-7, FNC-4). */
export interface VersionRecord {
  readonly version: string
  readonly code: CodeLocation
  readonly settings: FunctionSettings
  readonly lastModifiedMs: number
  readonly revisionId: string
  /** Changes with code or settings. Publishing the same change twice yields one version. */
  readonly changeId: string
  readonly state: 'Pending' | 'Active'
  /** Missing until the version has first been active. */
  readonly lastUpdateStatus?: 'InProgress' | 'Successful'
}

export interface AliasRecord {
  readonly name: string
  readonly functionVersion: string
  readonly description: string
  readonly revisionId: string
  /** A second version and its weight, above 0 and below 1. */
  readonly additional?: { readonly version: string; readonly weight: number }
}

/** The event invoke settings of one qualifier (CFG-6). */
export interface StoredConfig {
  readonly qualifier: string
  readonly config: EventInvokeConfig
  readonly lastModifiedMs: number
}

/** A function with its versions, aliases and settings. Plain data, stored as it is. */
export interface FunctionRecord {
  readonly functionName: string
  readonly latest: VersionRecord
  /** Oldest first. */
  readonly published: readonly VersionRecord[]
  readonly nextVersion: number
  readonly aliases: readonly AliasRecord[]
  readonly configs: readonly StoredConfig[]
  readonly tags: Readonly<Record<string, string>>
  readonly reservedConcurrency?: number
  readonly recursiveLoop: 'Allow' | 'Terminate'
  /** Missing on records of earlier versions. */
  readonly attachments?: readonly Attachment[]
  readonly codeSigningConfigArn?: string
}

/** A function as a request or destination names it. Without an account, it belongs to the runtime's own. */
export type NamedReference = InvokedReference & { readonly accountId?: string }

export const latestVersion = '$LATEST'

/** Finds a version by its number or `$LATEST`. */
export function versionOf(record: FunctionRecord, version: string): VersionRecord | undefined {
  return version === latestVersion ? record.latest : record.published.find((candidate) => candidate.version === version)
}

export function aliasOf(record: FunctionRecord, name: string): AliasRecord | undefined {
  return record.aliases.find((alias) => alias.name === name)
}

/** True for a qualifier that names an alias, whether or not it exists: all but `$LATEST` and the numbers of versions. */
export function isAliasName(qualifier: string = latestVersion): boolean {
  return qualifier !== latestVersion && !/^\d+$/.test(qualifier)
}

/** Total reserved concurrency. */
export function reservedIn(records: readonly FunctionRecord[]): number {
  return records.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0)
}

/** Finds the version that a qualifier currently points to. For a weighted alias it is the primary version. */
export function versionBehind(record: FunctionRecord, qualifier: string): VersionRecord | undefined {
  if (qualifier === latestVersion) return record.latest
  return versionOf(record, aliasOf(record, qualifier)?.functionVersion ?? qualifier)
}

/** Finds the event invoke settings stored under exactly this qualifier. */
export function storedConfigOf(record: FunctionRecord, qualifier: string): StoredConfig | undefined {
  return record.configs.find((config) => config.qualifier === qualifier)
}
