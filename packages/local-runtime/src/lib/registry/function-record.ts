import type { InvokedReference } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'

/** Where a version's code is. */
export interface CodeLocation {
  /** Absolute path of the folder that holds the code: the function's `LAMBDA_TASK_ROOT`. */
  readonly directory: string
  /** Exact path of the handler's module, where one was named; otherwise `Handler` says where it is in the folder. */
  readonly file?: string
  /** `archive`: unpacked here and never changed. `local`: a folder of the user's, run as it is at the moment. */
  readonly kind: 'archive' | 'local'
  /** Base64, as the API shows it. */
  readonly sha256: string
  readonly sizeInBytes: number
}

/** What a version was created or published with, under the API's names. */
export interface FunctionSettings {
  readonly Runtime?: string
  readonly Role: string
  readonly Handler: string
  readonly Description: string
  /** Seconds, 1 to 900. */
  readonly Timeout: number
  /** Megabytes. */
  readonly MemorySize: number
  readonly Environment?: Readonly<Record<string, string>>
  readonly DeadLetterTargetArn?: string
  readonly Architectures: readonly string[]
  readonly EphemeralStorageSize: number
  readonly TracingMode: string
  readonly LoggingConfig?: LoggingConfig
  readonly VpcConfig?: VpcConfig
}

/** What a function said of its network; it is shown, and no network is made. */
export interface VpcConfig {
  readonly SubnetIds: readonly string[]
  readonly SecurityGroupIds: readonly string[]
  readonly Ipv6AllowedForDualStack: boolean
}

/** What a function said of its logs; nothing here changes how they are kept. */
export interface LoggingConfig {
  readonly LogFormat?: string
  readonly ApplicationLogLevel?: string
  readonly SystemLogLevel?: string
  readonly LogGroup?: string
}

/** `$LATEST` or a published version, which never changes again (DSP-7, FNC-4). */
export interface VersionRecord {
  readonly version: string
  readonly code: CodeLocation
  readonly settings: FunctionSettings
  readonly lastModifiedMs: number
  readonly revisionId: string
  /** New with every change of code or settings; two publications of one change are one version. */
  readonly changeId: string
  readonly state: 'Pending' | 'Active'
  /** Missing until the version has been active. */
  readonly lastUpdateStatus?: 'InProgress' | 'Successful'
}

export interface AliasRecord {
  readonly name: string
  readonly functionVersion: string
  readonly description: string
  readonly revisionId: string
  /** A second version and its share, above 0 and below 1. */
  readonly additional?: { readonly version: string; readonly weight: number }
}

/** The asynchronous settings of one qualifier (CFG-6). */
export interface StoredConfig {
  readonly qualifier: string
  readonly config: EventInvokeConfig
  readonly lastModifiedMs: number
}

/** Everything that the runtime knows of one function. Plain data: it is stored as it is. */
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
}

/** A function as a request or a destination names it; without an account it is one of this runtime's own. */
export type Named = InvokedReference & { readonly accountId?: string }

export const latestVersion = '$LATEST'

/** The version of that number; `$LATEST` is one. */
export function versionOf(record: FunctionRecord, version: string): VersionRecord | undefined {
  return version === latestVersion ? record.latest : record.published.find((each) => each.version === version)
}

export function aliasOf(record: FunctionRecord, name: string): AliasRecord | undefined {
  return record.aliases.find((each) => each.name === name)
}

/** Runs that functions keep for themselves, together. */
export function reservedIn(records: readonly FunctionRecord[]): number {
  return records.reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0)
}

/** The version that a qualifier leads to now: of a weighted alias the one that has the larger share by default. */
export function versionBehind(record: FunctionRecord, qualifier: string): VersionRecord | undefined {
  if (qualifier === latestVersion) return record.latest
  return versionOf(record, aliasOf(record, qualifier)?.functionVersion ?? qualifier)
}

/** The asynchronous settings stored under exactly this qualifier. */
export function storedConfigOf(record: FunctionRecord, qualifier: string): StoredConfig | undefined {
  return record.configs.find((each) => each.qualifier === qualifier)
}
