import { once } from 'node:events'
import { createTimelineLog, LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { findConfigFile, readConfigFile } from '../config/config-file.ts'
import { configRules } from '../config/config-rules.ts'
import { mergeDevOptions, parseDevArguments } from './dev-options.ts'
import { createLiveLog } from './live-log.ts'
import { startLines, stopLine } from './start-lines.ts'
import { createTerminal } from './terminal.ts'

/** Advice that the command adds to errors of the runtime, by their codes. */
const advice: Readonly<Record<string, string>> = {
  'port-taken': ' with --port, or --port 0 for a free one',
  'data-in-use': '; stop it, or use another folder with --data DIR, or --memory',
  'data-too-new': '; update async-invoke, or use another folder with --data DIR, or --memory',
  'data-damaged':
    '; move the folder away, which starts without its functions and events, or use another with --data DIR',
  'data-full': '; make room, or use a folder on another disk with --data DIR, or --memory',
  'data-unusable': '; allow this user to write there, or use another folder with --data DIR, or --memory',
}

/**
 * Serves functions until SIGINT or SIGTERM stops it.
 *
 * @returns exit code 0
 * @throws {@link UsageError} when the command line or the configuration file is invalid; {@link LocalRuntimeError} when
 * the runtime cannot be started
 */
export async function dev(args: readonly string[]): Promise<number> {
  const line = parseDevArguments(args)
  const configFile = line.configFile ?? findConfigFile()
  const file = configFile === undefined ? {} : await readConfigFile(configFile)
  const options = mergeDevOptions(line.options, file)
  const log = createLiveLog((lines) => process.stdout.write(lines))
  const terminal = createTerminal(process.stdout, line)
  const runtime = await startLocalRuntime({
    ...options,
    onTimeline: createTimelineLog(log, { style: terminal.timelineLine }),
    ...(!line.quiet && { onLine: (functionName, entry) => log(terminal.functionLines(functionName, entry)) }),
  }).catch((error: unknown) => {
    if (error instanceof LocalRuntimeError) error.message += advice[error.code] ?? ''
    throw error
  })

  const { host = configRules.host.defaultValue, dataDirectory } = options
  console.log(startLines(runtime, options, configFile).join('\n'))
  if (host !== configRules.host.defaultValue && host !== '::1')
    console.warn(`warning: anyone who can reach ${host} can run code on this machine`)

  const stopping = new AbortController()
  const { signal } = stopping
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  stopping.abort()
  // A store that fails now has failed before, and has been reported.
  console.log(stopLine(await runtime.waiting().catch(() => 0), dataDirectory))
  await runtime.close()
  return 0
}
