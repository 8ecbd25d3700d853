import { parseArgs } from 'node:util'
import type { FunctionOptions, LocalRuntimeOptions } from '@async-invoke/local-runtime'
import { UsageError } from './usage-error.ts'

/**
 * What the command line of `dev` asks of the runtime.
 *
 * Throws {@link UsageError} with the option and the value that are wrong.
 *
 * @example devOptions(['--function', 'orders=orders.mjs#main', '--time', 'skip'])
 */
export function devOptions(args: readonly string[]): LocalRuntimeOptions {
  const values = parsed(args)
  const { 'account-id': accountId, region, 'sqs-endpoint': sqsEndpoint } = values
  const timeoutInSeconds = wholeNumber('--timeout', values.timeout, 1, 900)
  const named = (values.function ?? []).map((text) => functionOf(text, timeoutInSeconds))
  if (named.length === 0) throw new UsageError('dev needs at least one --function NAME=FILE[#EXPORT]')
  const functions: Record<string, FunctionOptions> = {}
  for (const [name, options] of named) {
    if (functions[name] !== undefined) throw new UsageError(`--function names ${name} twice`)
    functions[name] = options
  }
  if (accountId !== undefined && !/^\d{12}$/.test(accountId))
    throw new UsageError(`--account-id is not 12 digits: ${accountId}`)
  if (region !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
    throw new UsageError(`--region is no AWS region: ${region}`)
  if (sqsEndpoint !== undefined && !URL.canParse(sqsEndpoint))
    throw new UsageError(`--sqs-endpoint is no URL: ${sqsEndpoint}`)
  return {
    functions,
    port: wholeNumber('--port', values.port, 0, 65_535) ?? 9_411,
    time: timeOf(values.time),
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
    ...(sqsEndpoint !== undefined && { sqsEndpoint }),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        function: { type: 'string', multiple: true },
        port: text,
        time: text,
        timeout: text,
        region: text,
        'account-id': text,
        'sqs-endpoint': text,
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function functionOf(text: string, timeoutInSeconds: number | undefined): readonly [string, FunctionOptions] {
  const match = /^(?<name>[a-zA-Z0-9-_.]{1,64})=(?<file>[^#]+)(?:#(?<exportName>.+))?$/.exec(text)
  const { name, file, exportName } = match?.groups ?? {}
  if (name === undefined || file === undefined)
    throw new UsageError(
      `--function is not NAME=FILE[#EXPORT] with a name of 1 to 64 letters, digits, - _ or .: ${text}`,
    )
  const options = { file, ...(exportName !== undefined && { exportName }) }
  return [name, timeoutInSeconds === undefined ? options : { ...options, timeoutInSeconds }]
}

function timeOf(text: string | undefined): 'real' | 'skip' {
  if (text === undefined || text === 'real' || text === 'skip') return text ?? 'real'
  throw new UsageError(`--time is neither real nor skip: ${text}`)
}

function wholeNumber(option: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new UsageError(`${option} is not a whole number from ${least} to ${most}: ${text}`)
}
