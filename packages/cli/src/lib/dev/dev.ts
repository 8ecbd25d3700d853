import { once } from 'node:events'
import type { QueueStore } from '@async-invoke/engine'
import {
  createTimelineLog,
  LocalRuntimeError,
  type LocalRuntimeOptions,
  startLocalRuntime,
} from '@async-invoke/local-runtime'
import { exitCodes, UsageError } from '../command-error.ts'
import { findConfigFile, readConfigFile } from '../config/config-file.ts'
import { configRules } from '../config/config-rules.ts'
import { withQuietThreads } from '../experimental-warnings.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { type OpenStore, openStore } from '../stores/open-store.ts'
import { readStoreAddress } from '../stores/store-address.ts'
import { createLiveLog } from '../text/live-log.ts'
import { type DevArguments, mergeDevOptions } from './dev-options.ts'
import { startLines, stopLine, templateLines } from './start-lines.ts'
import { createTerminal } from './terminal.ts'

/** Advice that the command adds to errors of the runtime, by their codes. */
const advice: Readonly<Record<string, string>> = {
  'port-taken': ' with --port, or --port 0 for a free one',
  'data-in-use': '; stop it, or use another folder with --data DIR, or --memory',
  'data-too-new': '; update async-invoke, or use another folder with --data DIR, or --memory',
  'data-damaged':
    '; move the folder away, which starts without its functions and events, or use another with --data DIR; if only events are missing, --accept-loss goes on with the rest',
  'data-full': '; make room, or use a folder on another disk with --data DIR, or --memory',
  'data-unusable': '; allow this user to write there, or use another folder with --data DIR, or --memory',
}

const serveByDev = (handler: string): string => `--function NAME=${handler}`

/**
 * Serves functions until SIGINT or SIGTERM stops it.
 *
 * @throws {@link UsageError} when the configuration file is invalid; {@link LocalRuntimeError} when the runtime cannot be
 * started
 */
export async function dev(line: DevArguments): Promise<number> {
  const configFile = line.configFile ?? findConfigFile()
  const file = configFile === undefined ? {} : await readConfigFile(configFile, serveByDev)
  let opened: OpenStore | undefined
  const openShared = async (store: string): Promise<QueueStore> => {
    opened = await openStore(readStoreAddress(store, 'dev'), { user: 'dev' })
    return opened.store
  }
  const { store } = line
  const options = mergeDevOptions(
    { ...line.options, ...(store !== undefined && { openStore: () => openShared(store) }) },
    file,
  )
  refusePipes(options)
  const beganMs = Date.now()
  const log = createLiveLog((lines) => process.stdout.write(lines))
  const listeners = line.json ? jsonListeners(log) : textListeners(log, line)
  const runtime = await withQuietThreads(() =>
    startLocalRuntime({
      ...options,
      onTimeline: listeners.onTimeline,
      onTemplate: (notServed) =>
        log(
          line.json
            ? JSON.stringify({ type: 'template', notServed })
            : templateLines(`${options.template} (deployed again)`, notServed).join('\n'),
        ),
      ...(!line.quiet && { onLine: listeners.onLine }),
    }),
  ).catch(async (error: unknown) => {
    await opened?.close()
    if (error instanceof LocalRuntimeError) error.message += advice[error.code] ?? ''
    throw error
  })

  const { host = configRules.host.defaultValue, dataDirectory } = options
  const { endpoint, pageUrl } = runtime
  log(
    line.json
      ? JSON.stringify({
          type: 'listening',
          endpoint,
          pageUrl,
          functionNames: runtime.functionNames(),
          notServed: runtime.notServed(),
          ...(opened?.created !== undefined && { created: opened.created }),
        })
      : startLines(runtime, options, configFile, beganMs, opened?.created).join('\n'),
  )
  if (host !== configRules.host.defaultValue && host !== '::1')
    console.warn(`warning: anyone who can reach ${host} can run code on this machine`)

  const stopping = new AbortController()
  const { signal } = stopping
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  stopping.abort()
  // A store that fails now has failed before, and has been reported.
  const waiting = await runtime.waiting().catch(() => 0)
  log(line.json ? JSON.stringify({ type: 'stopping', waiting }) : stopLine(waiting, dataDirectory, store !== undefined))
  await runtime.close()
  await opened?.close()
  return exitCodes.success
}

/** Refuses pipes that the start would wait for. */
function refusePipes({ template, environmentFile }: LocalRuntimeOptions): void {
  for (const path of [template, environmentFile]) {
    try {
      if (path !== undefined) refuseNamedPipe(path)
    } catch (cause) {
      throw new UsageError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
    }
  }
}

type Listeners = Required<Pick<LocalRuntimeOptions, 'onTimeline' | 'onLine'>>

function jsonListeners(log: (line: string) => void): Listeners {
  return {
    onTimeline: (entry) => log(JSON.stringify(entry)),
    onLine: (functionName, line, requestId) => log(JSON.stringify({ type: 'output', functionName, requestId, line })),
  }
}

function textListeners(log: (line: string) => void, line: DevArguments): Listeners {
  const terminal = createTerminal(process.stdout, line)
  return {
    onTimeline: createTimelineLog(log, { style: terminal.timelineLine }),
    onLine: (functionName, entry) => log(terminal.functionLines(functionName, entry)),
  }
}
