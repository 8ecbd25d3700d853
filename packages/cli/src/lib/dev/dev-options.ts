import type { Endpoints, FunctionOptions, LocalRuntimeOptions } from '@async-invoke/local-runtime'
import { checkOptions } from '@async-invoke/local-runtime/internal/option-rules'
import { checkValue } from '@async-invoke/local-runtime/internal/options'
import type { DevConfig } from '../../config.ts'
import type { CommandLine } from '../command/command.ts'
import { UsageError } from '../command-error.ts'
import { configRules } from '../config/config-rules.ts'
import type { devFlags } from './dev-flags.ts'

/** Services whose endpoints have a flag each. */
const services: readonly (keyof Endpoints)[] = ['sqs', 'sns', 'events', 's3', 'iam']

/** Parsed command line of `dev`: the configuration file that it names, and the options that override that file. */
export interface DevArguments {
  readonly configFile: string | undefined
  readonly options: DevConfig
  /** Address of the queue that the runtime shares with others. */
  readonly store?: string
  /** True to leave out the output of functions. */
  readonly quiet: boolean
  /** True to pass the control sequences that functions print on to the terminal. */
  readonly raw: boolean
  /** True to write the log as JSON. */
  readonly json: boolean
}

/**
 * Reads the options of `dev` from its command line.
 *
 * @throws {@link UsageError} when flags cannot be combined, or a value is not valid
 */
export function readDevArguments({ operands: [configFile], values }: CommandLine<typeof devFlags>): DevArguments {
  const { data, timeout, env, memory, parameter } = values
  if (memory === true && data !== undefined) throw new UsageError(`--memory cannot be combined with --data: ${data}`)
  const functions: Record<string, FunctionOptions> = {}
  for (const value of values.function ?? []) {
    const [name, options] = parseFunction(value)
    if (Object.hasOwn(functions, name)) throw new UsageError(`--function is given twice for ${name}`)
    functions[name] = { ...options, ...(timeout !== undefined && { timeoutInSeconds: timeout }) }
  }
  const endpoints = omitUndefined(
    Object.fromEntries(services.map((service) => [service, values[`${service}-endpoint`]])),
  )
  const options = omitUndefined({
    functions,
    template: values.template,
    templateParameters: parameter === undefined ? undefined : Object.fromEntries(parameter.map(parseParameter)),
    port: values.port,
    host: values.host,
    time: values.time,
    speed: values.speed,
    region: values.region,
    accountId: values['account-id'],
    dataDirectory: data,
    acceptLoss: values['accept-loss'],
    memory,
    environment: env === undefined ? undefined : Object.fromEntries(env.map(parseVariable)),
    environmentFile: values['env-file'],
    backpressure: values.backpressure,
    failedDeliveries: values['failed-deliveries'],
    faults: values.fault === undefined ? undefined : Object.fromEntries(values.fault.map(parseFault)),
    allowAws: values['allow-aws'],
    allowedOrigins: values['allow-origin'],
    signingKeys: values['require-signature'] === true ? readSigningKeys() : undefined,
    endpoints: Object.keys(endpoints).length > 0 ? endpoints : undefined,
  })
  // Every value has been checked by its rule.
  const { quiet = false, raw = false, json = false } = values
  const { store } = values
  return { configFile, options: options as DevConfig, quiet, raw, json, ...(store !== undefined && { store }) }
}

/**
 * Merges the options of the runtime: those of the command line override those of the file, which override the defaults.
 *
 * @throws {@link UsageError} when options of both cannot be combined
 */
export function mergeDevOptions(line: DevConfig, file: DevConfig = {}): LocalRuntimeOptions {
  const {
    memory: _,
    $schema: __,
    dataDirectory = configRules.dataDirectory.defaultValue,
    ...merged
  } = { ...file, ...line }
  const memory = line.memory ?? (line.dataDirectory === undefined && file.memory)
  const options = {
    port: configRules.port.defaultValue,
    time: configRules.time.defaultValue,
    ...merged,
    functions: { ...file.functions, ...line.functions },
    endpoints: { ...file.endpoints, ...line.endpoints },
    ...(line.environment !== undefined && { environment: { ...file.environment, ...line.environment } }),
    ...(line.templateParameters !== undefined && {
      templateParameters: { ...file.templateParameters, ...line.templateParameters },
    }),
    ...(memory !== true && { dataDirectory }),
  }
  const problems = checkOptions(options)
  if (problems.length > 0) throw new UsageError(problems.map((problem) => withFlag(problem, line)).join('; '))
  return options
}

/** Names an option as it was given: of the runtime's names, `openStore` is only set by a flag. */
function withFlag(problem: string, { speed }: DevConfig): string {
  const named = problem.replace(/^openStore /, '--store ')
  return speed === undefined ? named : named.replace(/^speed /, '--speed ')
}

function omitUndefined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function parseFunction(value: string): readonly [string, FunctionOptions] {
  const match = /^(?<name>[a-zA-Z0-9-_]{1,64})=(?<file>[^#]+)(?:#(?<exportName>.+))?$/.exec(value)
  const { name, file, exportName } = match?.groups ?? {}
  if (name === undefined || file === undefined)
    throw new UsageError(
      `--function is not NAME=FILE[#EXPORT] with a NAME of 1 to 64 letters, digits, - or _: ${value}`,
    )
  return [name, { file, ...(exportName !== undefined && { exportName }) }]
}

/** Parses a variable; one without a value takes that of this shell. */
function parseVariable(given: string): readonly [name: string, value: string] {
  const [, name, rest] = /^([a-zA-Z_]\w*)(=.*)?$/s.exec(given) ?? []
  if (name === undefined) throw new UsageError(`--env is not NAME=VALUE or NAME: ${given}`)
  const value = rest?.slice(1) ?? process.env[name]
  if (value === undefined) throw new UsageError(`--env ${name} has no value, and this shell has no variable ${name}`)
  return [name, value]
}

function parseParameter(given: string): readonly [name: string, value: string] {
  const [, name, value] = /^([a-zA-Z0-9]+)=(.*)$/s.exec(given) ?? []
  if (name === undefined || value === undefined) throw new UsageError(`--parameter is not NAME=VALUE: ${given}`)
  return [name, value]
}

/** Parses a fault and checks its number. */
function parseFault(given: string): readonly [name: string, value: number] {
  const [, name, value] = /^(\w+)=(\S+)$/.exec(given) ?? []
  if (name === undefined || value === undefined) throw new UsageError(`--fault is not NAME=N: ${given}`)
  const number = Number(value)
  const faults = { [name]: Number.isNaN(number) ? value : number }
  const problems = checkValue(faults, configRules.faults, '--fault', { source: 'program' })
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  return [name, number]
}

/** Reads the keys of this shell, with which its clients sign. */
function readSigningKeys(): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { accessKeyId, secretAccessKey }
  throw new UsageError('--require-signature requires AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to be set')
}
