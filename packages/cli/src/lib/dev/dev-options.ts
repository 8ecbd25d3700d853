import { parseArgs } from 'node:util'
import type { FunctionOptions, LocalRuntimeOptions } from '@async-invoke/local-runtime'
import { checkOptions, checkValue, type OptionRule } from '@async-invoke/local-runtime/internal'
import type { DevConfig } from '../../config.ts'
import { configRules } from '../config/config-rules.ts'
import { UsageError } from '../usage-error.ts'
import { optionFlags, services } from './dev-flags.ts'

/** Parsed command line of `dev`: the configuration file that it names, and the options that override that file. */
export interface DevArguments {
  readonly configFile: string | undefined
  readonly options: DevConfig
  /** True to leave out the output of functions. */
  readonly quiet: boolean
  /** True to pass the control sequences that functions print on to the terminal. */
  readonly raw: boolean
}

/**
 * Parses the command line of `dev`.
 *
 * @throws {@link UsageError} when it is invalid; the message names the flag, its rule and its value
 * @example parseDevArguments(['--function', 'orders=orders.mjs#main', '--time', 'skip'])
 */
export function parseDevArguments(args: readonly string[]): DevArguments {
  const { values, positionals } = parseFlags(args)
  const [configFile, unexpected] = positionals
  if (unexpected !== undefined)
    throw new UsageError(`dev takes one configuration file; unexpected argument: ${unexpected}`)
  const { port, host, time, speed, region, data, timeout, ...others } = checkFlags(values)
  if (values.memory === true && data !== undefined)
    throw new UsageError(`--memory cannot be combined with --data: ${data}`)
  const functions: Record<string, FunctionOptions> = {}
  for (const value of values.function ?? []) {
    const [name, options] = parseFunction(value)
    if (Object.hasOwn(functions, name)) throw new UsageError(`--function is given twice for ${name}`)
    functions[name] = { ...options, ...(timeout !== undefined && { timeoutInSeconds: Number(timeout) }) }
  }
  const environment = Object.fromEntries((values.env ?? []).map(parseVariable))
  const endpoints = omitUndefined(
    Object.fromEntries(services.map(([service]) => [service, others[`${service}-endpoint`]])),
  )
  const options = omitUndefined({
    functions,
    port,
    host,
    time,
    speed,
    region,
    accountId: others['account-id'],
    dataDirectory: data,
    memory: values.memory,
    environment: values.env === undefined ? undefined : environment,
    environmentFile: others['env-file'],
    allowAws: values['allow-aws'],
    allowedOrigins: values['allow-origin'],
    signingKeys: values['require-signature'] === true ? readSigningKeys() : undefined,
    endpoints: Object.keys(endpoints).length > 0 ? endpoints : undefined,
  })
  // Every value has been checked by its rule.
  return { configFile, options: options as DevConfig, quiet: values.quiet === true, raw: values.raw === true }
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
    ...(memory !== true && { dataDirectory }),
  }
  const problems = checkOptions(options)
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  return options
}

function parseFlags(args: readonly string[]) {
  const string = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        function: { type: 'string', multiple: true },
        env: { type: 'string', multiple: true },
        'allow-origin': { type: 'string', multiple: true },
        'allow-aws': { type: 'boolean' },
        memory: { type: 'boolean' },
        quiet: { type: 'boolean' },
        raw: { type: 'boolean' },
        'require-signature': { type: 'boolean' },
        ...Object.fromEntries(Object.keys(optionFlags).map((name) => [name, string])),
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** Converts the values of the flags that set an option, and checks them by the option's rule. */
function checkFlags(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const all = Object.entries(optionFlags).map(([name, { rule }]) => {
    const given = values[name]
    const value = typeof given === 'string' ? parseValue(given, rule) : given
    const problems = value === undefined ? [] : checkValue(value, rule, `--${name}`, { source: 'program' })
    if (problems.length > 0) throw new UsageError(problems.join('; '))
    return [name, value]
  })
  return Object.fromEntries(all)
}

/** Returns a number if the rule demands one and the string is one; otherwise the string. */
function parseValue(value: string, { kind }: OptionRule): string | number {
  const isNumber = kind === 'integer' ? /^\d+$/.test(value) : kind === 'number' && value.trim() !== ''
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value
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

/** Reads the keys of this shell, with which its clients sign. */
function readSigningKeys(): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { accessKeyId, secretAccessKey }
  throw new UsageError('--require-signature requires AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to be set')
}
