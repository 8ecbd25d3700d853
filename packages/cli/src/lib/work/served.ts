import type { Endpoints, FunctionOptions } from '@async-invoke/local-runtime'
import type { FunctionHome } from '@async-invoke/schemas/function-reference'
import { homeOf } from '@async-invoke/schemas/internal'
import type { DevConfig } from '../../config.ts'
import { type ClientConfig, clientConfigOf } from '../aws/client-config.ts'
import type { FlagValues } from '../command/flag.ts'
import { UsageError } from '../command-error.ts'
import { findConfigFile, readConfigFile } from '../config/config-file.ts'
import type { workCommandFlags } from './work-flags.ts'

/** What a worker serves, by its flags and its configuration file. */
export interface Served {
  /** Functions of the file, by name. */
  readonly functions: Readonly<Record<string, FunctionOptions>>
  /** Names of `--functions`. */
  readonly named: readonly string[] | undefined
  /** Names of the functions whose events are claimed; `undefined` for all. */
  readonly claimed: readonly string[] | undefined
  readonly home: FunctionHome
  readonly clientConfig: ClientConfig
  /** Variables of all functions, beside those of the worker. */
  readonly environment: Readonly<Record<string, string>>
  /** Where records and dead letters are sent, unless `clientConfig` has an endpoint. */
  readonly endpoints: Endpoints
  /** Fate of a record or dead letter whose delivery failed. */
  readonly failedDeliveries: 'drop' | 'keep'
  readonly backpressure: 'off' | 'adaptive'
}

const serveByWork = (handler: string): string => `--functions NAME --invoke ${handler}`

/** @throws {@link UsageError} if the configuration file cannot be read or is invalid */
export async function readServed(
  configOperand: string | undefined,
  values: FlagValues<typeof workCommandFlags>,
): Promise<Served> {
  const configFile = configOperand ?? findConfigFile()
  const config = configFile === undefined ? {} : await readConfigFile(configFile, serveByWork)
  const { functions = {}, accountId, endpoints = {}, backpressure = 'off' } = config
  const clientConfig = clientConfigOf(values, config.region)
  const named = values.functions?.split(',')
  const home = homeOf({ region: clientConfig.region, accountId })
  return {
    functions,
    named,
    claimed: named ?? (values.invoke === undefined ? Object.keys(functions) : undefined),
    home,
    clientConfig,
    ...{ endpoints, backpressure },
    environment: await environmentOf(config, `${configFile}`, home.region),
    failedDeliveries: (values['failed-deliveries'] ?? config.failedDeliveries) === 'keep' ? 'keep' : 'drop',
  }
}

async function environmentOf(
  { environment, environmentFile }: DevConfig,
  configFile: string,
  region: string,
): Promise<Readonly<Record<string, string>>> {
  if (environment === undefined && environmentFile === undefined) return {}
  const { readSharedEnvironment } = await import('@async-invoke/local-runtime/internal')
  const given = { ...(environment && { environment }), ...(environmentFile !== undefined && { environmentFile }) }
  try {
    return readSharedEnvironment(given, region)
  } catch (cause) {
    throw new UsageError(`${configFile}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
