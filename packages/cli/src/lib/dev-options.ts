import { parseArgs } from 'node:util'
import type { FunctionOptions, LocalRuntimeOptions, TimeMode } from '@async-invoke/local-runtime'
import type { DevConfig } from '../config.ts'
import { UsageError } from './usage-error.ts'

const timeModes = ['real', 'skip', 'manual']
const services = ['sqs', 'sns', 'events', 's3', 'iam'] as const

/** Where functions and events are kept unless something else is said. */
export const defaultDataDirectory = '.async-invoke'

/** The command line of `dev`, taken apart: the configuration file it names, and what goes before that file. */
export interface DevArguments {
  readonly configFile: string | undefined
  readonly options: DevConfig
}

/**
 * What the command line of `dev` asks for.
 *
 * Throws {@link UsageError} with the option and the value that are wrong.
 *
 * @example devArguments(['--function', 'orders=orders.mjs#main', '--time', 'skip'])
 */
export function devArguments(args: readonly string[]): DevArguments {
  const { values, positionals } = parsed(args)
  const [configFile, stray] = positionals
  if (stray !== undefined) throw new UsageError(`dev takes one configuration file, not also ${stray}`)
  const { 'account-id': accountId, region, host, data } = values
  const timeoutInSeconds = wholeNumber('--timeout', values.timeout, 1, 900)
  const functions: Record<string, FunctionOptions> = {}
  for (const text of values.function ?? []) {
    const [name, options] = functionOf(text, timeoutInSeconds)
    if (Object.hasOwn(functions, name)) throw new UsageError(`--function names ${name} twice`)
    functions[name] = options
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId))
    throw new UsageError(`--account-id is not 12 digits: ${accountId}`)
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new UsageError(`--region is no AWS region: ${region}`)
  if (values.memory === true && data !== undefined)
    throw new UsageError('--memory keeps nothing; it goes without --data')
  const port = wholeNumber('--port', values.port, 0, 65_535)
  const time = timeOf(values.time)
  const speed = speedOf(values.speed)
  const endpoints = endpointsOf(values)
  return {
    configFile,
    options: {
      functions,
      ...(port !== undefined && { port }),
      ...(time !== undefined && { time }),
      ...(speed !== undefined && { speed }),
      ...(host !== undefined && { host }),
      ...(region !== undefined && { region }),
      ...(accountId !== undefined && { accountId }),
      ...(data !== undefined && { dataDirectory: data }),
      ...(values.memory === true && { memory: true }),
      ...(values['require-signature'] === true && { signingKeys: keysHere() }),
      ...(Object.keys(endpoints).length > 0 && { endpoints }),
    },
  }
}

/**
 * The options of the runtime: the command line's before the file's before the defaults.
 *
 * Throws {@link UsageError} when they do not go together.
 */
export function devOptions(line: DevConfig, file: DevConfig = {}): LocalRuntimeOptions {
  if (file.memory === true && file.dataDirectory !== undefined)
    throw new UsageError(`memory keeps nothing; it goes without dataDirectory: ${file.dataDirectory}`)
  const { memory: _, $schema: __, dataDirectory = defaultDataDirectory, ...options } = { ...file, ...line }
  const memory = line.memory ?? (line.dataDirectory === undefined && file.memory)
  const { time = 'real', speed } = options
  if (speed !== undefined && time !== 'real')
    throw new UsageError(`speed goes with real time, not with ${time}: ${speed}`)
  return {
    port: 9_411,
    time: 'real',
    ...options,
    functions: { ...file.functions, ...line.functions },
    endpoints: { ...file.endpoints, ...line.endpoints },
    ...(memory !== true && { dataDirectory }),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        function: { type: 'string', multiple: true },
        memory: { type: 'boolean' },
        'require-signature': { type: 'boolean' },
        ...{ port: text, host: text, time: text, speed: text, timeout: text, region: text, data: text },
        ...{
          'account-id': text,
          'sqs-endpoint': text,
          'sns-endpoint': text,
          'events-endpoint': text,
          's3-endpoint': text,
          'iam-endpoint': text,
        },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function functionOf(text: string, timeoutInSeconds: number | undefined): readonly [string, FunctionOptions] {
  const match = /^(?<name>[a-zA-Z0-9-_]{1,64})=(?<file>[^#]+)(?:#(?<exportName>.+))?$/.exec(text)
  const { name, file, exportName } = match?.groups ?? {}
  if (name === undefined || file === undefined)
    throw new UsageError(`--function is not NAME=FILE[#EXPORT] with a name of 1 to 64 letters, digits, - or _: ${text}`)
  const options = { file, ...(exportName !== undefined && { exportName }) }
  return [name, timeoutInSeconds === undefined ? options : { ...options, timeoutInSeconds }]
}

function timeOf(text: string | undefined): TimeMode | undefined {
  if (text === undefined || timeModes.includes(text)) return text as TimeMode | undefined
  throw new UsageError(`--time is none of real, skip and manual: ${text}`)
}

function speedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const speed = Number(text)
  if (!(speed >= 0.001 && speed <= 100_000))
    throw new UsageError(`--speed is not a number from 0.001 to 100000: ${text}`)
  return speed
}

/** The keys of this shell, which are the ones that its clients sign with. */
function keysHere(): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { accessKeyId, secretAccessKey }
  throw new UsageError('--require-signature needs the keys to sign with in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
}

function endpointsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const given = services.flatMap((service) => {
    const url = values[`${service}-endpoint`]
    if (typeof url !== 'string') return []
    if (!/^https?:/.test(url) || !URL.canParse(url)) throw new UsageError(`--${service}-endpoint is no URL: ${url}`)
    return [[service, url] as const]
  })
  return Object.fromEntries(given)
}

function wholeNumber(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`${option} is not a whole number from ${least} to ${most}: ${text}`)
}
