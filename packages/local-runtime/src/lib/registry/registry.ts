import type { InvokedReference } from '@async-invoke/engine'
import {
  type EventInvokeConfig,
  type FunctionHome,
  formatFunctionArn,
  formatQualifiedFunctionArn,
} from '@async-invoke/schemas'
import { DeletedFunctions } from './deleted-functions.ts'
import {
  type FunctionRecord,
  latestVersion,
  type Named,
  type StoredConfig,
  storedConfigOf,
  type VersionRecord,
  versionBehind,
} from './function-record.ts'
import { type FunctionResolution, Resolutions } from './resolutions.ts'

/** Where records are kept beside memory; every call has taken effect when it returns. */
export interface RegistryFile {
  load(): readonly FunctionRecord[]
  save(record: FunctionRecord): void
  remove(functionName: string): void
  close(): void
}

/** The functions of this runtime: versions, aliases, asynchronous settings, limits and tags. */
export class Registry {
  readonly #home: FunctionHome
  readonly #file: RegistryFile | undefined
  readonly #functions: Map<string, FunctionRecord>
  readonly #deleted = new DeletedFunctions()
  readonly #resolutions: Resolutions

  constructor(home: FunctionHome, file?: RegistryFile) {
    this.#home = home
    this.#file = file
    this.#resolutions = new Resolutions(home)
    this.#functions = new Map((file?.load() ?? []).map((record) => [record.functionName, record]))
  }

  /** Every function, by name. */
  all(): readonly FunctionRecord[] {
    return [...this.#functions.values()].sort((a, b) => (a.functionName < b.functionName ? -1 : 1))
  }

  get({ functionName, accountId = this.#home.accountId }: Named): FunctionRecord | undefined {
    return accountId === this.#home.accountId ? this.#functions.get(functionName) : undefined
  }

  /** Stores a function, new or changed. */
  put(record: FunctionRecord): void {
    this.#file?.save(record)
    this.#deleted.note(this.#functions.get(record.functionName), record)
    this.#functions.set(record.functionName, record)
  }

  /** Forgets a function with all that belongs to it; only the events that it leaves still end by its settings. */
  delete(functionName: string): void {
    this.#file?.remove(functionName)
    this.#deleted.note(this.#functions.get(functionName), undefined)
    this.#functions.delete(functionName)
  }

  close(): void {
    this.#file?.close()
  }

  /** The version that a reference leads to now; of a weighted alias the one that has the larger share by default. */
  find(named: Named): VersionRecord | undefined {
    const record = this.get(named)
    return record && versionBehind(record, named.qualifier ?? latestVersion)
  }

  arnOf({ functionName, qualifier, accountId = this.#home.accountId }: Named): string {
    return formatQualifiedFunctionArn({ ...this.#home, accountId }, functionName, qualifier)
  }

  /** The ARN as a function sees it: without a qualifier when the caller gave none (DSP-9). */
  invokedArnOf({ functionName, qualifier }: InvokedReference): string {
    const arn = formatFunctionArn(this.#home, functionName)
    return qualifier === undefined ? arn : `${arn}:${qualifier}`
  }

  /** All that admission or an attempt needs to know (DSP-2, DSP-5 to DSP-7): asked anew every time, nothing falls back. */
  resolve(reference: Named): FunctionResolution {
    const record = this.get(reference)
    const present = record && this.#resolutions.of(record, reference.qualifier ?? latestVersion)
    if (present !== undefined) return present
    const functionArn = this.arnOf(reference)
    const config = this.configOf(reference)?.config ?? {}
    return { functionArn, config, target: 'missing', ...this.#deleted.of(reference) }
  }

  configOf(named: Named): StoredConfig | undefined {
    const record = this.get(named)
    return record && storedConfigOf(record, named.qualifier ?? latestVersion)
  }

  /** Stores settings of a function that is there. */
  setConfig(reference: InvokedReference, config: EventInvokeConfig, lastModifiedMs: number): StoredConfig {
    const { functionName, qualifier = latestVersion } = reference
    const stored = { qualifier, config, lastModifiedMs }
    const record = this.get({ functionName })
    if (record === undefined) throw new Error(`no function ${functionName} to store settings of`)
    const others = record.configs.filter((each) => each.qualifier !== qualifier)
    this.put({ ...record, configs: [...others, stored] })
    return stored
  }

  deleteConfig(reference: Named): boolean {
    const record = this.get(reference)
    const stored = this.configOf(reference)
    if (record === undefined || stored === undefined) return false
    this.put({ ...record, configs: record.configs.filter((each) => each !== stored) })
    return true
  }

  /** All records of one function, in a stable order (U-21). */
  configsOf(functionName: string): readonly StoredConfig[] {
    const stored = [...(this.get({ functionName })?.configs ?? [])]
    return stored.sort((a, b) => (a.qualifier < b.qualifier ? -1 : 1))
  }
}
