import { once } from 'node:events'
import { createTimelineLog, LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { configFileHere, readConfigFile } from '../config/config-file.ts'
import { configRules } from '../config/config-rules.ts'
import { devArguments, devOptions } from './dev-options.ts'
import { createLiveLog } from './live-log.ts'

const adviceOf: Readonly<Record<string, string>> = {
  'port-taken': ' with --port, or --port 0 for any free one',
  'data-in-use': '; stop it, or take another one with --data DIR or --memory',
}

/** Serves functions until a signal stops it. */
export async function dev(args: readonly string[]): Promise<number> {
  const line = devArguments(args)
  const configFile = line.configFile ?? configFileHere()
  const file = configFile === undefined ? {} : await readConfigFile(configFile)
  const options = devOptions(line.options, file)
  const log = createLiveLog((text) => process.stdout.write(text))
  const runtime = await startLocalRuntime({
    ...options,
    onTimeline: createTimelineLog(log),
    // An entry of several lines has the name before each.
    onLine: (functionName, text) => log(text.replace(/^/gm, `${functionName} | `)),
  }).catch((error: unknown) => {
    if (error instanceof LocalRuntimeError) error.message += adviceOf[error.code] ?? ''
    throw error
  })

  const {
    host = configRules.host.defaultValue,
    region = configRules.region.defaultValue,
    speed = configRules.speed.defaultValue,
    dataDirectory,
  } = options
  const pace = speed === 1 ? '' : `, ${speed} times as fast`
  console.log(`Lambda's asynchronous side is at ${runtime.endpoint}   time: ${options.time}${pace}`)
  if (configFile !== undefined) console.log(`  configuration ${configFile}`)
  console.log(dataDirectory === undefined ? '  in memory: nothing is kept' : `  data in ${dataDirectory}`)
  if (runtime.nowMs() - Date.now() > 1_000)
    console.log(`  time goes on from ${new Date(runtime.nowMs()).toISOString()}, where the data has come to`)
  const names = runtime.functionNames()
  for (const name of names) console.log(`  function ${name}`)
  if (names.length === 0) console.log('  no functions yet: create one, or start with --function NAME=FILE')
  console.log(`  see it in a browser: ${runtime.endpoint}/_async-invoke/`)
  console.log(`  records without an endpoint: ${runtime.endpoint}/_async-invoke/inbox`)
  if (host !== configRules.host.defaultValue && host !== '::1')
    console.warn(`warning: whoever reaches ${host} can run code on this machine`)
  console.log(`
Try it (version 1 of the AWS CLI: without --cli-binary-format):
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
