/** A code signing configuration: kept and returned. Signatures of code are not verified. */
export interface CodeSigningConfig {
  readonly arn: string
  readonly description: string
  readonly profileArns: readonly string[]
  /** `Warn` or `Enforce`. */
  readonly untrusted: string
  readonly tags: Readonly<Record<string, string>>
  readonly modifiedMs: number
}

/** Persists code signing configurations. Every call takes effect before it returns. */
export interface CodeSigningFile {
  load(): readonly CodeSigningConfig[]
  save(config: CodeSigningConfig): void
  remove(arn: string): void
}

/** The code signing configurations of this runtime's account (FNC-27). */
export class CodeSigningConfigs {
  readonly #file: CodeSigningFile | undefined
  readonly #configs: Map<string, CodeSigningConfig>

  constructor(file?: CodeSigningFile) {
    this.#file = file
    this.#configs = new Map((file?.load() ?? []).map((config) => [config.arn, config]))
  }

  /** Returns every configuration, sorted by ARN. */
  all(): readonly CodeSigningConfig[] {
    return [...this.#configs.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1))
  }

  get(arn: string): CodeSigningConfig | undefined {
    return this.#configs.get(arn)
  }

  /** Stores a new or changed configuration. */
  put(config: CodeSigningConfig): CodeSigningConfig {
    this.#file?.save(config)
    this.#configs.set(config.arn, config)
    return config
  }

  delete(arn: string): void {
    this.#file?.remove(arn)
    this.#configs.delete(arn)
  }
}
