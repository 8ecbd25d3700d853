import { afterEach, expect, it } from 'vitest'
import { EnvironmentPool } from './environment-pool.ts'
import type { RunTarget } from './process/run-target.ts'

const directory = new URL('../../../test/handlers/', import.meta.url).pathname
const variables = { region: 'us-east-1', aws: {}, shared: {} }

let pool: EnvironmentPool | undefined
afterEach(() => pool?.close())

/** Runs one event of a function, and returns the log stream of the environment in which it ran. */
async function streamOf(functionName: string, streams: ReadonlyMap<string, string>): Promise<string | undefined> {
  const target: RunTarget = {
    ...{
      functionName,
      version: '$LATEST',
      runtime: 'nodejs24.x',
      handler: 'orders.handler',
      file: undefined,
      layers: [],
    },
    ...{ directory, hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 128, environment: {}, revision: '1' },
  }
  const invokedFunctionArn = `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`
  const none = { traceHeader: undefined, clientContext: undefined }
  await pool?.run(target, { requestId: 'r-1', payload: Buffer.from('{}'), invokedFunctionArn, ...none })
  return streams.get(functionName)
}

it('keeps the environments warm that were idle last, up to its maximum', async () => {
  const streams = new Map<string, string>()
  pool = new EnvironmentPool({
    variables: Promise.resolve(variables),
    maxIdle: 2,
    onLine: (functionName, _, stream) => void streams.set(functionName, stream),
  })
  const first = new Map<string, string | undefined>()
  for (const name of ['a', 'b', 'c', 'd']) first.set(name, await streamOf(name, streams))
  // When d started, b and c were the last to be idle; a was one too many.
  const isWarm: Record<string, boolean> = {}
  for (const name of ['d', 'c', 'b', 'a']) isWarm[name] = (await streamOf(name, streams)) === first.get(name)
  expect(isWarm).toEqual({ a: false, b: true, c: true, d: true })
})
