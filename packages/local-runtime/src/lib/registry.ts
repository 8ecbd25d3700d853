import type { InvokedReference, Resolution } from '@async-invoke/engine'
import { type EventInvokeConfig, type FunctionHome, functionArn, qualifiedFunctionArn } from '@async-invoke/schemas'

/** A function that the runtime can run. */
export interface LocalFunction {
  readonly functionName: string
  /** Absolute path of the handler's file. */
  readonly file: string
  /** Name of the export that is the handler. */
  readonly exportName: string
  /** Wall time after which a run is killed, in seconds: 1 to 900. */
  readonly timeoutInSeconds: number
  readonly memoryInMegabytes: number
  readonly environment: Readonly<Record<string, string>>
}

export interface StoredConfig {
  readonly qualifier: string
  readonly config: EventInvokeConfig
  readonly lastModifiedMs: number
}

/** A function as a request or a destination names it; without an account it is one of this runtime's own. */
export type Named = InvokedReference & { readonly accountId?: string }

const latest = '$LATEST'

/** The functions of this runtime and their asynchronous settings, one record per function and qualifier (CFG-6). */
export class Registry {
  readonly #home: FunctionHome
  readonly #functions: ReadonlyMap<string, LocalFunction>
  readonly #configs = new Map<string, Map<string, StoredConfig>>()

  constructor(home: FunctionHome, functions: readonly LocalFunction[]) {
    this.#home = home
    this.#functions = new Map(functions.map((each) => [each.functionName, each]))
  }

  /** The code that a reference leads to now; there are no published versions and no aliases here. */
  find({ functionName, qualifier = latest, accountId = this.#home.accountId }: Named): LocalFunction | undefined {
    return qualifier === latest && accountId === this.#home.accountId ? this.#functions.get(functionName) : undefined
  }

  arnOf({ functionName, qualifier, accountId = this.#home.accountId }: Named): string {
    return qualifiedFunctionArn({ ...this.#home, accountId }, functionName, qualifier)
  }

  /** The ARN as a function sees it: without a qualifier when the caller gave none (DSP-9). */
  invokedArnOf({ functionName, qualifier }: InvokedReference): string {
    const arn = functionArn(this.#home, functionName)
    return qualifier === undefined ? arn : `${arn}:${qualifier}`
  }

  /** What an attempt needs to know (DSP-2, DSP-6): settings by exact qualifier, unqualified being `$LATEST`. */
  resolve(reference: InvokedReference): Resolution {
    return {
      functionArn: this.arnOf(reference),
      config: this.configOf(reference)?.config ?? {},
      target: this.find(reference) === undefined ? 'missing' : 'present',
    }
  }

  configOf({ functionName, qualifier = latest, accountId = this.#home.accountId }: Named): StoredConfig | undefined {
    if (accountId !== this.#home.accountId) return undefined
    return this.#configs.get(functionName)?.get(qualifier)
  }

  setConfig(
    { functionName, qualifier = latest }: InvokedReference,
    config: EventInvokeConfig,
    lastModifiedMs: number,
  ): StoredConfig {
    const stored = { qualifier, config, lastModifiedMs }
    const ofFunction = this.#configs.get(functionName) ?? new Map<string, StoredConfig>()
    this.#configs.set(functionName, ofFunction.set(qualifier, stored))
    return stored
  }

  deleteConfig(reference: Named): boolean {
    const { functionName, qualifier = latest } = reference
    if (this.configOf(reference) === undefined) return false
    return this.#configs.get(functionName)?.delete(qualifier) ?? false
  }

  /** All records of one function, in a stable order (U-21). */
  configsOf(functionName: string): readonly StoredConfig[] {
    const stored = [...(this.#configs.get(functionName)?.values() ?? [])]
    return stored.sort((a, b) => (a.qualifier < b.qualifier ? -1 : 1))
  }
}
