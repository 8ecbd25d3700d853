import { once } from 'node:events'
import { createTimelineLog, LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { findConfigFile, readConfigFile } from '../config/config-file.ts'
import { configRules } from '../config/config-rules.ts'
import { mergeDevOptions, parseDevArguments } from './dev-options.ts'
import { createLiveLog } from './live-log.ts'

/** Advice that the command adds to errors of the runtime, by their codes. */
const advice: Readonly<Record<string, string>> = {
  'port-taken': ' with --port, or --port 0 for a free one',
  'data-in-use': '; stop it, or use another folder with --data DIR, or --memory',
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
  const runtime = await startLocalRuntime({
    ...options,
    onTimeline: createTimelineLog(log),
    // Every line of an entry is prefixed with the function's name.
    onLine: (functionName, entry) => log(entry.replace(/^/gm, `${functionName} | `)),
  }).catch((error: unknown) => {
    if (error instanceof LocalRuntimeError) error.message += advice[error.code] ?? ''
    throw error
  })

  const {
    host = configRules.host.defaultValue,
    region = configRules.region.defaultValue,
    speed = configRules.speed.defaultValue,
    dataDirectory,
  } = options
  const pace = speed === 1 ? '' : `, ${speed} times as fast`
  console.log(`async-invoke is listening at ${runtime.endpoint}   time: ${options.time}${pace}`)
  if (configFile !== undefined) console.log(`  configuration: ${configFile}`)
  console.log(dataDirectory === undefined ? '  data: in memory only' : `  data: ${dataDirectory}`)
  if (runtime.nowMs() - Date.now() > 1_000)
    console.log(`  time continues from ${new Date(runtime.nowMs()).toISOString()}, as stored in the data directory`)
  const names = runtime.functionNames()
  for (const name of names) console.log(`  function: ${name}`)
  if (names.length === 0) console.log('  no functions yet: create one, or start with --function NAME=FILE')
  console.log(`  page: ${runtime.pageUrl}`)
  console.log(`  inbox: ${runtime.endpoint}/_async-invoke/inbox`)
  if (host !== configRules.host.defaultValue && host !== '::1')
    console.warn(`warning: anyone who can reach ${host} can run code on this machine`)
  console.log(`
Try it (omit --cli-binary-format with version 1 of the AWS CLI):
  export AWS_ENDPOINT_URL_LAMBDA=${runtime.endpoint} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${region}
  aws lambda invoke --function-name ${names[0] ?? 'NAME'} --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/null
  async-invoke invoke ${names[0] ?? 'NAME'} --payload '{}' --watch
`)

  const stopping = new AbortController()
  const { signal } = stopping
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  stopping.abort()
  console.log('stopping')
  await runtime.close()
  return 0
}
