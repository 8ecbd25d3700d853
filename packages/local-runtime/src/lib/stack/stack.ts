import { clearInterval, setInterval } from 'node:timers'
import type { TemplateContext } from '@async-invoke/config-client/templates'
import type { RolePolicyDocument } from '@async-invoke/schemas/policy'
import { stampOf } from '../execution/node/file-stamp.ts'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { deployStack } from './deploy-stack.ts'
import type { DeployDependencies } from './deployers.ts'
import type { ReadTemplate, ReadTemplates } from './read-templates.ts'

/** Wall time between two looks at the files of a template. */
const lookEveryMs = 500

export interface StackOptions {
  /** Path of a template, of the folder around it, or of a `cdk.out`. */
  readonly path: string
  readonly context: TemplateContext
  /** Called with what a change of the template left unserved. */
  readonly onChange: (notServed: readonly string[]) => void
  readonly onFault: (fault: unknown) => void
}

/** The stacks of a template, served and followed: a change of a file is deployed. */
export class Stack {
  readonly #options: StackOptions
  #read: ReadTemplates
  #deployed: readonly ReadTemplate[] = []
  #stamps: string
  #notServed: readonly string[] = []
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()

  private constructor(options: StackOptions, read: ReadTemplates) {
    this.#options = options
    this.#read = read
    this.#stamps = stampsOf(read.files)
  }

  /**
   * Reads a template.
   *
   * @throws {@link LocalRuntimeError} `invalid-options` when it cannot be read
   */
  static async open(options: StackOptions): Promise<Stack> {
    return new Stack(options, await readOrRefuse(options))
  }

  /** Policies of the execution roles of the templates that are deployed, by role ARN. */
  policiesOf(roleArn: string): readonly RolePolicyDocument[] | undefined {
    for (const { reading } of this.#read.templates) {
      const found = reading.roles?.[roleArn]
      if (found !== undefined) return found.filter((policy) => typeof policy !== 'string')
    }
    return undefined
  }

  /** A line for each resource, and each part of one, that is not served. */
  get notServed(): readonly string[] {
    return this.#notServed
  }

  /** Deploys the templates, and each change of them from now on. */
  async deploy(dependencies: DeployDependencies): Promise<void> {
    await this.#deploy(dependencies)
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#look(dependencies)).catch(this.#options.onFault)
    }, lookEveryMs)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#working
  }

  async #deploy(dependencies: DeployDependencies): Promise<void> {
    const { templates } = this.#read
    const before = (name: string) => this.#deployed.find(({ stackName }) => stackName === name)
    const lines: string[] = []
    for (const template of templates)
      lines.push(...(await deployStack(template, before(template.stackName), dependencies)))
    this.#deployed = templates
    this.#notServed = lines
  }

  /** Deploys the templates if a file has changed. A template that cannot be read leaves the last one as it is. */
  async #look(dependencies: DeployDependencies): Promise<void> {
    const stamps = stampsOf(this.#read.files)
    if (stamps === this.#stamps) return
    this.#stamps = stamps
    this.#read = await readOrRefuse(this.#options)
    await this.#deploy(dependencies)
    this.#stamps = stampsOf(this.#read.files)
    this.#options.onChange(this.#notServed)
  }
}

function stampsOf(files: readonly string[]): string {
  return files.map(stampOf).join()
}

async function readOrRefuse({ path, context }: StackOptions): Promise<ReadTemplates> {
  // Loaded only where there is a template.
  const { readTemplates } = await import('./read-templates.ts')
  return readTemplates(path, context).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new LocalRuntimeError('invalid-options', `template: ${reason}`, { cause })
  })
}
