import {
  checkEventInvokeConfig,
  checkFunctionReferenceModel,
  type EventInvokeConfigRequest,
  joinQualifier,
  parseFunctionReference,
  type Refusal,
} from '@async-invoke/schemas'
import {
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  type LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  paginateListFunctionEventInvokeConfigs,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { type ConfigOperation, fromService, refused } from './config-error.ts'
import {
  type ConfigSettings,
  type ConfigTarget,
  type StoredSettings,
  storedSettings,
  wireSettings,
} from './settings.ts'

export interface ConfigClientOptions {
  readonly client: LambdaClient
}

/** The asynchronous settings of functions, versions and aliases. Every call rejects with `ConfigError`, and with nothing else. */
export interface ConfigClient {
  /** Replaces everything that is stored: a setting that is left out becomes unset (CFG-7). */
  put(input: ConfigTarget & ConfigSettings): Promise<StoredSettings>
  /** Changes what is named and keeps the rest; there must be settings already (CFG-8). */
  update(input: ConfigTarget & ConfigSettings): Promise<StoredSettings>
  get(input: ConfigTarget): Promise<StoredSettings>
  delete(input: ConfigTarget): Promise<void>
  /** The settings of every qualifier of one function, page by page; takes an unqualified name. */
  list(input: Pick<ConfigTarget, 'FunctionName'>): AsyncIterable<StoredSettings>
}

/**
 * A client that refuses what Lambda would refuse before anything leaves the process: all violations at once, each with
 * the service's own sentence (CFG-23). Whether a destination exists, and whether the role may use it, is AWS's to say.
 *
 * @example
 * const config = createConfigClient({ client: new LambdaClient({}) })
 * await config.update({ FunctionName: 'error', DestinationConfig: { OnFailure: { Destination: queueArn } } })
 */
export function createConfigClient({ client }: ConfigClientOptions): ConfigClient {
  const sending = async <Answer>(operation: ConfigOperation, name: string, send: () => Promise<Answer>) => {
    try {
      return await send()
    } catch (cause) {
      throw fromService(operation, name, cause)
    }
  }

  return {
    async put({ FunctionName, Qualifier, ...settings }) {
      const target = targetOf({ FunctionName, Qualifier })
      const wire = wireSettings(settings)
      refuse('put', target, wire)
      const command = new PutFunctionEventInvokeConfigCommand({ ...target, ...wire })
      return storedSettings(await sending('put', FunctionName, () => client.send(command)))
    },

    async update({ FunctionName, Qualifier, ...settings }) {
      const target = targetOf({ FunctionName, Qualifier })
      const wire = wireSettings(settings)
      refuse('update', target, wire)
      const command = new UpdateFunctionEventInvokeConfigCommand({ ...target, ...wire })
      return storedSettings(await sending('update', FunctionName, () => client.send(command)))
    },

    async get({ FunctionName, Qualifier }) {
      const target = targetOf({ FunctionName, Qualifier })
      refuse('get', target)
      const command = new GetFunctionEventInvokeConfigCommand(target)
      return storedSettings(await sending('get', FunctionName, () => client.send(command)))
    },

    async delete({ FunctionName, Qualifier }) {
      const target = targetOf({ FunctionName, Qualifier })
      refuse('delete', target)
      await sending('delete', FunctionName, () => client.send(new DeleteFunctionEventInvokeConfigCommand(target)))
    },

    async *list({ FunctionName }) {
      refuse('list', { FunctionName })
      try {
        for await (const page of paginateListFunctionEventInvokeConfigs({ client }, { FunctionName }))
          yield* (page.FunctionEventInvokeConfigs ?? []).map(storedSettings)
      } catch (cause) {
        throw fromService('list', FunctionName, cause)
      }
    },
  }
}

function targetOf({ FunctionName, Qualifier }: { FunctionName: string; Qualifier: string | undefined }): ConfigTarget {
  return Qualifier === undefined ? { FunctionName } : { FunctionName, Qualifier }
}

/** Throws with every violation there is; a name that cannot be read leaves nothing to compare a destination with. */
function refuse(operation: ConfigOperation, target: ConfigTarget, settings?: EventInvokeConfigRequest): void {
  const { FunctionName, Qualifier } = target
  const refusals: Refusal[] = [...checkFunctionReferenceModel(FunctionName, Qualifier)]
  const owner = parseFunctionReference(FunctionName)
  if (owner !== undefined) {
    const joined = joinQualifier(FunctionName, Qualifier)
    if ('refusal' in joined) refusals.push(joined.refusal)
  }
  if (settings !== undefined) refusals.push(...checkEventInvokeConfig(settings, owner ?? { functionName: '' }))
  if (refusals.length > 0) throw refused(operation, FunctionName, refusals)
}
