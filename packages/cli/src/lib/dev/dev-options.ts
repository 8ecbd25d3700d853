import { parseArgs } from 'node:util'
import type { FunctionOptions, LocalRuntimeOptions } from '@async-invoke/local-runtime'
import { checkOptions, checkValue, type OptionRule } from '@async-invoke/local-runtime/internal'
import type { DevConfig } from '../../config.ts'
import { configRules } from '../config/config-rules.ts'
import { UsageError } from '../usage-error.ts'
import { optionFlags, services } from './dev-flags.ts'

/** The command line of `dev`, parsed: the configuration file it names, and the options that override that file. */
export interface DevArguments {
  readonly configFile: string | undefined
  readonly options: DevConfig
}

/**
 * What the command line of `dev` asks for.
 *
 * @throws {@link UsageError} with the flag, its rule and its value.
 *
 * @example devArguments(['--function', 'orders=orders.mjs#main', '--time', 'skip'])
 */
export function devArguments(args: readonly string[]): DevArguments {
  const { values, positionals } = parsed(args)
  const [configFile, stray] = positionals
  if (stray !== undefined) throw new UsageError(`dev takes one configuration file, not also ${stray}`)
  const { port, host, time, speed, region, data, timeout, ...others } = checked(values)
  if (values.memory === true && data !== undefined)
    throw new UsageError('--memory keeps nothing; it goes without --data')
  const functions: Record<string, FunctionOptions> = {}
  for (const text of values.function ?? []) {
    const [name, options] = functionOf(text)
    if (Object.hasOwn(functions, name)) throw new UsageError(`--function names ${name} twice`)
    functions[name] = { ...options, ...(timeout !== undefined && { timeoutInSeconds: Number(timeout) }) }
  }
  const endpoints = given(Object.fromEntries(services.map(([service]) => [service, others[`${service}-endpoint`]])))
  const options = given({
    functions,
    port,
    host,
    time,
    speed,
    region,
    accountId: others['account-id'],
    dataDirectory: data,
    memory: values.memory,
    signingKeys: values['require-signature'] === true ? keysHere() : undefined,
    endpoints: Object.keys(endpoints).length > 0 ? endpoints : undefined,
  })
  // Each was checked by its rule.
  return { configFile, options: options as DevConfig }
}

/**
 * The options of the runtime: the command line's before the file's before the defaults.
 *
 * @throws {@link UsageError} when they do not go together.
 */
export function devOptions(line: DevConfig, file: DevConfig = {}): LocalRuntimeOptions {
  const {
    memory: _,
    $schema: __,
    dataDirectory = configRules.dataDirectory.defaultValue,
    ...both
  } = { ...file, ...line }
  const memory = line.memory ?? (line.dataDirectory === undefined && file.memory)
  const options = {
    port: configRules.port.defaultValue,
    time: configRules.time.defaultValue,
    ...both,
    functions: { ...file.functions, ...line.functions },
    endpoints: { ...file.endpoints, ...line.endpoints },
    ...(memory !== true && { dataDirectory }),
  }
  const problems = checkOptions(options)
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  return options
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
        ...Object.fromEntries(Object.keys(optionFlags).map((name) => [name, text])),
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The values of the flags that set an option, as their rules take them. */
function checked(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const all = Object.entries(optionFlags).map(([name, { rule }]) => {
    const text = values[name]
    const value = typeof text === 'string' ? valueIn(text, rule) : text
    const problems = value === undefined ? [] : checkValue(value, rule, `--${name}`, { source: 'program' })
    if (problems.length > 0) throw new UsageError(problems.join('; '))
    return [name, value]
  })
  return Object.fromEntries(all)
}

/** A number where the rule asks for one and the text is one; otherwise the text. */
function valueIn(text: string, { kind }: OptionRule): string | number {
  const isNumber = kind === 'integer' ? /^\d+$/.test(text) : kind === 'number' && text.trim() !== ''
  return isNumber && Number.isFinite(Number(text)) ? Number(text) : text
}

function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function functionOf(text: string): readonly [string, FunctionOptions] {
  const match = /^(?<name>[a-zA-Z0-9-_]{1,64})=(?<file>[^#]+)(?:#(?<exportName>.+))?$/.exec(text)
  const { name, file, exportName } = match?.groups ?? {}
  if (name === undefined || file === undefined)
    throw new UsageError(`--function is not NAME=FILE[#EXPORT] with a name of 1 to 64 letters, digits, - or _: ${text}`)
  return [name, { file, ...(exportName !== undefined && { exportName }) }]
}

/** The keys of this shell, which are the ones that its clients sign with. */
function keysHere(): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { accessKeyId, secretAccessKey }
  throw new UsageError('--require-signature needs the keys to sign with in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
}
