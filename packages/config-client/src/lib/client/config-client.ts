import type { Refusal } from '@async-invoke/schemas'
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
import { type RoleWait, withRoleWait } from './role-wait.ts'
import {
  type ConfigSettings,
  type ConfigTarget,
  type ReplacingSettings,
  type StoredSettings,
  storedSettings,
  wireSettings,
} from './settings.ts'

export interface ConfigClientOptions {
  readonly client: LambdaClient
  /** Calls a write again while a new role or target is not seen yet; `{}` for the defaults. Default: does not. */
  readonly roleWait?: RoleWait
}

/** A write that fails with `PreconditionFailedException` when the function's revision is another one by then. */
export interface DeadLetterTarget {
  /** A name or an ARN; the dead-letter queue of a published version is frozen (FNC-4). */
  readonly FunctionName: string
  readonly RevisionId?: string
}

/** The asynchronous settings of functions, versions and aliases. Every call rejects with `ConfigError`, and with nothing else. */
export interface ConfigClient {
  /**
   * **Replaces** everything that is stored: a setting that is left out becomes unset (CFG-7).
   *
   * @example await config.put({ FunctionName: 'error', MaximumRetryAttempts: 0 }) // and no destinations any more
   */
  put(input: ConfigTarget & ReplacingSettings): Promise<StoredSettings>
  /**
   * **Merges**: changes what is named and keeps the rest; there must be settings already (CFG-8). `null` clears a side.
   *
   * @example await config.update({ FunctionName: 'error', MaximumRetryAttempts: 0 }) // destinations stay
   */
  update(input: ConfigTarget & ConfigSettings): Promise<StoredSettings>
  get(input: ConfigTarget): Promise<StoredSettings>
  delete(input: ConfigTarget): Promise<void>
  /** The settings of every qualifier of one function, page by page; takes an unqualified name. */
  list(input: Pick<ConfigTarget, 'FunctionName'>): AsyncIterable<StoredSettings>
  /** The dead-letter queue of a function, or the frozen one of a version or an alias's version (DSP-7). */
  getDeadLetterConfig(input: ConfigTarget): Promise<StoredDeadLetterConfig>
  setDeadLetterConfig(input: DeadLetterTarget & { readonly TargetArn: string }): Promise<StoredDeadLetterConfig>
  /** Sends `TargetArn: ""`: an empty `DeadLetterConfig` would keep the queue (FNC-2). */
  removeDeadLetterConfig(input: DeadLetterTarget): Promise<StoredDeadLetterConfig>
}

/**
 * A client that refuses what Lambda would refuse before anything leaves the process: all violations at once, each with
 * the service's own sentence (CFG-23). Whether a destination exists, and whether the role may use it, is AWS's to say.
 *
 * @example
 * const config = createConfigClient({ client: new LambdaClient({}) })
 * await config.update({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination: queueArn } } })
 */
export function createConfigClient({ client, roleWait }: ConfigClientOptions): ConfigClient {
  /** Refuses, or sends; what goes wrong becomes a `ConfigError`. */
  const sending = async <Answer>(call: Call, refusals: readonly Refusal[], send: () => Promise<Answer>) => {
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
    return storedDeadLetterConfig(await sending({ operation, FunctionName }, refusals, send))
  }

  return {
    async put({ FunctionName, Qualifier, ...settings }) {
      const target = targetOf({ FunctionName, Qualifier })
      const wire = wireSettings(settings)
      const send = () => client.send(new PutFunctionEventInvokeConfigCommand({ ...target, ...wire }))
      return storedSettings(await sending({ operation: 'put', ...target }, settingsRefusals(target, wire), send))
    },

    async update({ FunctionName, Qualifier, ...settings }) {
      const target = targetOf({ FunctionName, Qualifier })
      const wire = wireSettings(settings)
      const send = () => client.send(new UpdateFunctionEventInvokeConfigCommand({ ...target, ...wire }))
      return storedSettings(await sending({ operation: 'update', ...target }, settingsRefusals(target, wire), send))
    },

    async get({ FunctionName, Qualifier }) {
      const target = targetOf({ FunctionName, Qualifier })
      const send = () => client.send(new GetFunctionEventInvokeConfigCommand(target))
      return storedSettings(await sending({ operation: 'get', ...target }, targetRefusals(target), send))
    },

    async delete({ FunctionName, Qualifier }) {
      const target = targetOf({ FunctionName, Qualifier })
      const send = () => client.send(new DeleteFunctionEventInvokeConfigCommand(target))
      await sending({ operation: 'delete', ...target }, targetRefusals(target), send)
    },

    async *list({ FunctionName }) {
      const call: Call = { operation: 'list', FunctionName }
      refuse(call, targetRefusals({ FunctionName }))
      try {
        for await (const page of paginateListFunctionEventInvokeConfigs({ client }, { FunctionName }))
          yield* (page.FunctionEventInvokeConfigs ?? []).map(storedSettings)
      } catch (cause) {
        throw fromService(call, cause)
      }
    },

    async getDeadLetterConfig({ FunctionName, Qualifier }) {
      const target = targetOf({ FunctionName, Qualifier })
      const send = () => client.send(new GetFunctionConfigurationCommand(target))
      const call: Call = { operation: 'getDeadLetterConfig', ...target }
      return storedDeadLetterConfig(await sending(call, targetRefusals(target), send))
    },

    async setDeadLetterConfig(input) {
      return updateDeadLetter('setDeadLetterConfig', input, deadLetterRefusals(input, input.TargetArn))
    },

    async removeDeadLetterConfig(input) {
      return updateDeadLetter('removeDeadLetterConfig', { ...input, TargetArn: '' }, targetRefusals(input))
    },
  }
}

function targetOf({ FunctionName, Qualifier }: { FunctionName: string; Qualifier: string | undefined }): ConfigTarget {
  return Qualifier === undefined ? { FunctionName } : { FunctionName, Qualifier }
}

function refuse(call: Call, refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw refused(call, refusals)
}
