import { once } from 'node:events'
import { createTimelineLog, LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { devOptions } from './dev-options.ts'

/** Serves functions until a signal stops it. */
export async function dev(args: readonly string[]): Promise<number> {
  const options = devOptions(args)
  const runtime = await startLocalRuntime({
    ...options,
    onTimeline: createTimelineLog((line) => console.log(line)),
    onLine: (functionName, line) => console.log(`${functionName} | ${line}`),
  }).catch((error: unknown) => {
    if (error instanceof LocalRuntimeError && error.code === 'port-taken')
      error.message += ' with --port, or --port 0 for any free one'
    throw error
  })

  const names = Object.keys(options.functions)
  const [first] = names
  console.log(`Lambda's asynchronous side is at ${runtime.endpoint}   time: ${options.time}`)
  for (const name of names) console.log(`  function ${name}   ${options.functions[name]?.file}`)
  if (options.sqsEndpoint === undefined)
    console.log('  no --sqs-endpoint: a record for a queue is printed here as not sent')
  console.log(`
Try it:
  export AWS_ENDPOINT_URL_LAMBDA=${runtime.endpoint} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${options.region ?? 'us-east-1'}
  aws lambda invoke --function-name ${first} --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/null
`)

  const stopping = new AbortController()
  const { signal } = stopping
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })])
  stopping.abort()
  console.log('stopping')
  await runtime.close()
  return 0
}
