import type { Refusal } from '@async-invoke/schemas'
import { pagedItems } from '@async-invoke/schemas/internal'
import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  type LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  paginateListFunctionEventInvokeConfigs,
  UpdateFunctionConfigurationCommand,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { type Call, fromService, refused } from './config-error.ts'
import { type StoredDeadLetterConfig, storedDeadLetterConfig } from './dead-letter-setting.ts'
import { deadLetterRefusals, settingsRefusals, targetRefusals } from './local-refusals.ts'
import { members, misspeltMembers } from './misspelt-members.ts'
import { checkRoleWait, type RoleWait, withRoleWait } from './role-wait.ts'
import {
  type ConfigSettings,
  type ConfigTarget,
  type ReplacingSettings,
  type StoredSettings,
  storedSettings,
  wireSettings,
} from './settings.ts'

export interface ConfigClientOptions {
  /** The SDK client that sends the calls. */
  readonly client: LambdaClient
  /**
   * Retries a call while a new role or target has not propagated; `{}` for the default delays. Without it, only the
   * SDK client retries.
   */
  readonly roleWait?: RoleWait
}

/** The function whose dead-letter queue is written. */
export interface DeadLetterTarget {
  /** A name or an ARN, unqualified: the dead-letter queue of a published version cannot change (FNC-4). */
  readonly FunctionName: string
  /** Makes the write fail with `PreconditionFailedException` if the function has another revision by then. */
  readonly RevisionId?: string
}

/**
 * Reads and writes the asynchronous settings of functions, versions and aliases.
 *
 * @throws {@link ConfigError} from every call, and nothing else.
 */
export interface ConfigClient {
  /**
   * **Replaces** the stored settings: a setting that is left out becomes unset (CFG-7).
   *
   * @throws {@link ConfigError} `refused`, with every violation, before anything is sent; otherwise the service's
   * error.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
   *
   * @example
   * ```ts
   * await config.put({ FunctionName: 'error', MaximumRetryAttempts: 0 }) // removes the destinations
   * ```
   */
  put(input: ConfigTarget & ReplacingSettings): Promise<StoredSettings>
  /**
   * **Merges**: changes the given settings and keeps the rest (CFG-8). `null` clears one side.
   *
   * @throws {@link ConfigError} `refused`, with every violation, before anything is sent; `ResourceNotFoundException`
   * if no settings are stored yet.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html
   *
   * @example
   * ```ts
   * await config.update({ FunctionName: 'error', MaximumRetryAttempts: 0 }) // keeps the destinations
   * ```
   */
  update(input: ConfigTarget & ConfigSettings): Promise<StoredSettings>
  /**
   * Reads the settings of exactly one qualifier.
   *
   * @throws {@link ConfigError} `ResourceNotFoundException` if the qualifier has no settings of its own.
   */
  get(input: ConfigTarget): Promise<StoredSettings>
  /**
   * Deletes the settings of one qualifier, so that Lambda's defaults apply.
   *
   * @throws {@link ConfigError} `ResourceNotFoundException` if there is nothing to delete.
   */
  delete(input: ConfigTarget): Promise<void>
  /** Yields the settings of every qualifier of one function, reading page by page. Takes an unqualified name. */
  list(input: Pick<ConfigTarget, 'FunctionName'>): AsyncIterable<StoredSettings>
  /** Reads the dead-letter queue of a function, or the frozen one of a version or of an alias's version (DSP-7). */
  getDeadLetterConfig(input: ConfigTarget): Promise<StoredDeadLetterConfig>
  /** Sets the dead-letter queue of the unpublished function. */
  setDeadLetterConfig(input: DeadLetterTarget & { readonly TargetArn: string }): Promise<StoredDeadLetterConfig>
  /** Removes the dead-letter queue by sending `TargetArn: ""`: an empty `DeadLetterConfig` would keep it (FNC-2). */
  removeDeadLetterConfig(input: DeadLetterTarget): Promise<StoredDeadLetterConfig>
}

/**
 * Creates a client that refuses before sending what Lambda would refuse: all violations at once, each with the
 * service's own message (CFG-23). It does not check whether a destination exists or whether the role may use it.
 *
 * @throws `TypeError` without a client, `RangeError` for numbers of `roleWait` that cannot be
 *
 * @example
 * ```ts
 * const config = createConfigClient({ client: new LambdaClient({}) })
 * await config.update({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination: queueArn } } })
 * ```
 */
export function createConfigClient({ client, roleWait }: ConfigClientOptions): ConfigClient {
  if (typeof client?.send !== 'function') throw new TypeError('client must be a LambdaClient')
  checkRoleWait(roleWait)
  const refuseOrSend = async <Answer>(call: Call, refusals: readonly Refusal[], send: () => Promise<Answer>) => {
    refuse(call, refusals)
    return withRoleWait(roleWait, () =>
      send().catch((cause: unknown) => {
        throw fromService(call, cause)
      }),
    )
  }

  const updateDeadLetter = async (
    operation: 'setDeadLetterConfig' | 'removeDeadLetterConfig',
    { FunctionName, RevisionId, TargetArn }: DeadLetterTarget & { TargetArn: string },
    refusals: readonly Refusal[],
  ) => {
    const input = { FunctionName, DeadLetterConfig: { TargetArn }, ...(RevisionId !== undefined && { RevisionId }) }
    const send = () => client.send(new UpdateFunctionConfigurationCommand(input))
    return storedDeadLetterConfig(await refuseOrSend({ operation, FunctionName }, refusals, send))
  }

  return {
    async put(input) {
      const { target, wire, refusals } = settingsOf(input)
      const send = () => client.send(new PutFunctionEventInvokeConfigCommand({ ...target, ...wire }))
      return storedSettings(await refuseOrSend({ operation: 'put', ...target }, refusals, send))
    },

    async update(input) {
      const { target, wire, refusals } = settingsOf(input)
      const send = () => client.send(new UpdateFunctionEventInvokeConfigCommand({ ...target, ...wire }))
      return storedSettings(await refuseOrSend({ operation: 'update', ...target }, refusals, send))
    },

    async get(input) {
      const target = targetOf(input)
      const send = () => client.send(new GetFunctionEventInvokeConfigCommand(target))
      return storedSettings(await refuseOrSend({ operation: 'get', ...target }, refusalsOfTarget(input), send))
    },

    async delete(input) {
      const target = targetOf(input)
      const send = () => client.send(new DeleteFunctionEventInvokeConfigCommand(target))
      await refuseOrSend({ operation: 'delete', ...target }, refusalsOfTarget(input), send)
    },

    async *list({ FunctionName }) {
      const call: Call = { operation: 'list', FunctionName }
      refuse(call, targetRefusals({ FunctionName }))
      try {
        const pages = paginateListFunctionEventInvokeConfigs({ client }, { FunctionName })
        const all = pagedItems(pages, ({ FunctionEventInvokeConfigs: items, NextMarker: next }) => ({ items, next }))
        for await (const config of all) yield storedSettings(config)
      } catch (cause) {
        throw fromService(call, cause)
      }
    },

    async getDeadLetterConfig(input) {
      const target = targetOf(input)
      const send = () => client.send(new GetFunctionConfigurationCommand(target))
      const call: Call = { operation: 'getDeadLetterConfig', ...target }
      return storedDeadLetterConfig(await refuseOrSend(call, refusalsOfTarget(input), send))
    },

    async setDeadLetterConfig(input) {
      const refusals = [...misspeltMembers(input, members.deadLetter), ...deadLetterRefusals(input, input.TargetArn)]
      return updateDeadLetter('setDeadLetterConfig', input, refusals)
    },

    async removeDeadLetterConfig(input) {
      const refusals = [...misspeltMembers(input, members.deadLetter), ...targetRefusals(input)]
      return updateDeadLetter('removeDeadLetterConfig', { ...input, TargetArn: '' }, refusals)
    },
  }
}

function targetOf({ FunctionName, Qualifier }: ConfigTarget): ConfigTarget {
  return Qualifier === undefined ? { FunctionName } : { FunctionName, Qualifier }
}

/** The input of Put or Update as it is sent, and what there is against sending it. */
function settingsOf(input: ConfigTarget & ReplacingSettings) {
  const target = targetOf(input)
  const wire = wireSettings(input)
  return { target, wire, refusals: [...misspeltMembers(input, members.settings), ...settingsRefusals(target, wire)] }
}

function refusalsOfTarget(input: ConfigTarget): readonly Refusal[] {
  return [...misspeltMembers(input, members.target), ...targetRefusals(targetOf(input))]
}

function refuse(call: Call, refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw refused(call, refusals)
}
