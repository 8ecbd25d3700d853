import type { InvokedReference, ResolvedFor } from '@async-invoke/engine'
import type { EventInvokeConfig } from '@async-invoke/schemas'
import {
  type FunctionHome,
  formatFunctionArn,
  formatQualifiedFunctionArn,
} from '@async-invoke/schemas/function-reference'
import type { CodeSigningFile } from './code-signing-configs.ts'
import type { EventSourceMappingFile } from './event-source-mappings.ts'
import {
  type FunctionRecord,
  isAliasName,
  latestVersion,
  type NamedReference,
  reservedIn,
  type StoredConfig,
  storedConfigOf,
  type VersionRecord,
  versionBehind,
} from './function-record.ts'
import { PastSettings, type PastSettingsOptions } from './past-settings.ts'
import { type FunctionResolution, Resolutions } from './resolutions.ts'

/** Persists the registry. Every call takes effect before it returns. */
export interface RegistryFile {
  load(): readonly FunctionRecord[]
  save(record: FunctionRecord): void
  remove(functionName: string): void
  readonly codeSigning: CodeSigningFile
  readonly eventSources: EventSourceMappingFile
  close(): void
}

/** The functions of this runtime, with versions, aliases, event invoke settings, limits and tags. */
export class Registry {
  readonly #home: FunctionHome
  readonly #file: RegistryFile | undefined
  readonly #functions: Map<string, FunctionRecord>
  readonly #past: PastSettings
  readonly #resolutions: Resolutions
  #reserved: number

  constructor(home: FunctionHome, past: PastSettingsOptions, file?: RegistryFile) {
    this.#home = home
    this.#past = new PastSettings(past)
    this.#file = file
    this.#resolutions = new Resolutions(home)
    const records = file?.load() ?? []
    this.#functions = new Map(records.map((record) => [record.functionName, record]))
    this.#reserved = reservedIn(records)
  }

  /** Returns every function, sorted by name. */
  all(): readonly FunctionRecord[] {
    return [...this.#functions.values()].sort((a, b) => (a.functionName < b.functionName ? -1 : 1))
  }

  /** Total reserved concurrency. Every run asks for it. */
  get reserved(): number {
    return this.#reserved
  }

  get({ functionName, accountId = this.#home.accountId }: NamedReference): FunctionRecord | undefined {
    return accountId === this.#home.accountId ? this.#functions.get(functionName) : undefined
  }

  /** Stores a new or changed function. */
  put(record: FunctionRecord): void {
    this.#file?.save(record)
    this.#replace(record.functionName, record)
  }

  /** Deletes a function with everything that belongs to it. Events accepted before still end by its settings. */
  delete(functionName: string): void {
    this.#file?.remove(functionName)
    this.#replace(functionName, undefined)
  }

  #replace(functionName: string, after: FunctionRecord | undefined): void {
    const before = this.#functions.get(functionName)
    this.#past.note(before, after)
    this.#reserved += (after?.reservedConcurrency ?? 0) - (before?.reservedConcurrency ?? 0)
    if (after === undefined) this.#functions.delete(functionName)
    else this.#functions.set(functionName, after)
  }

  close(): void {
    this.#file?.close()
  }

  /** Finds the version that a reference currently points to. For a weighted alias it is the primary version. */
  find(reference: NamedReference): VersionRecord | undefined {
    const record = this.get(reference)
    return record && versionBehind(record, reference.qualifier ?? latestVersion)
  }

  arnOf({ functionName, qualifier, accountId = this.#home.accountId }: NamedReference): string {
    return formatQualifiedFunctionArn({ ...this.#home, accountId }, functionName, qualifier)
  }

  /** The ARN that the function sees: unqualified if the caller gave no qualifier (DSP-9). */
  invokedArnOf({ functionName, qualifier }: InvokedReference): string {
    const arn = formatFunctionArn(this.#home, functionName)
    return qualifier === undefined ? arn : `${arn}:${qualifier}`
  }

  /**
   * Resolves what admission and attempts need to know about a target (DSP-2, DSP-5 to DSP-7). Called for every attempt; there
   * is no fallback to another qualifier. An event that was accepted before the target was deleted, and that a new target of the
   * name inherits, has the old settings until there are new ones (DSP-3a).
   */
  resolve(reference: NamedReference, { acceptedAtMs }: ResolvedFor = {}): FunctionResolution {
    const record = this.get(reference)
    const present = record && this.#resolutions.of(record, reference.qualifier ?? latestVersion)
    const past = this.#past.deleted(reference)
    if (present !== undefined) {
      const inForce = this.#past.inForce(reference)
      const inherits = past !== undefined && acceptedAtMs !== undefined && acceptedAtMs <= past.deletedAtMs
      if (!inherits) return inForce === undefined ? present : { ...present, config: inForce }
      const applied = inForce ?? this.configOf(reference)?.config
      const { deadLetterTargetArn } = past
      return {
        ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
        ...present,
        config: applied ?? past.config,
      }
    }
    const functionArn = this.arnOf(reference)
    const config = this.configOf(reference)?.config ?? {}
    const target = record !== undefined && isAliasName(reference.qualifier) ? 'missingAlias' : 'missing'
    const { deadLetterTargetArn } = past ?? {}
    return {
      ...{ functionArn, target, config: past?.config ?? config },
      ...(deadLetterTargetArn !== undefined && { deadLetterTargetArn }),
    }
  }

  /** Execution role of a target, or the last one of a deleted target (DSP-3a). */
  roleOf(reference: NamedReference): string | undefined {
    return this.find(reference)?.settings.Role ?? this.#past.deleted(reference)?.roleArn
  }

  configOf(reference: NamedReference): StoredConfig | undefined {
    const record = this.get(reference)
    return record && storedConfigOf(record, reference.qualifier ?? latestVersion)
  }

  /** Stores event invoke settings with the time of the request, whether or not they differ (CFG-5). The function must exist. */
  setConfig(reference: InvokedReference, config: EventInvokeConfig, lastModifiedMs: number): StoredConfig {
    const { functionName, qualifier = latestVersion } = reference
    const stored = { qualifier, config, lastModifiedMs }
    const record = this.get({ functionName })
    if (record === undefined) throw new Error(`cannot store settings: there is no function ${functionName}`)
    const others = record.configs.filter((config) => config.qualifier !== qualifier)
    this.put({ ...record, configs: [...others, stored] })
    return stored
  }

  deleteConfig(reference: NamedReference): boolean {
    const record = this.get(reference)
    const stored = this.configOf(reference)
    if (record === undefined || stored === undefined) return false
    this.put({ ...record, configs: record.configs.filter((config) => config !== stored) })
    return true
  }

  /** Returns the event invoke settings of a function, sorted by qualifier (U-21). */
  configsOf(functionName: string): readonly StoredConfig[] {
    const stored = [...(this.get({ functionName })?.configs ?? [])]
    return stored.sort((a, b) => (a.qualifier < b.qualifier ? -1 : 1))
  }
}
