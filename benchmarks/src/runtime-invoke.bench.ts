import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { medianMs } from './median.ts'
import { startRuntimeLoop } from './servers/runtime-loop.ts'
import { removeFolder, temporaryFolder } from './servers/temporary-folder.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const folder = temporaryFolder()
  const file = join(folder, 'echo.mjs')
  writeFileSync(file, 'export const handler = async (event) => event')
  const calls = short ? 200 : 2_000
  const loop = await startRuntimeLoop('echo.handler', file)
  const bare = await medianMs(calls, () => loop.call('{"a":1}'))
  loop.close()
  const runtime = await startLocalRuntime({ functions: { echo: { file } } })
  const url = `${runtime.endpoint}/2015-03-31/functions/echo/invocations`
  const ours = await medianMs(calls, async () => (await fetch(url, { method: 'POST', body: '{"a":1}' })).arrayBuffer())
  await runtime.close()
  removeFolder(folder)
  return [
    { path: 'bare Runtime API loop', 'p50 ms': bare.toFixed(2), overhead: '' },
    { path: 'Invoke of a warm function', 'p50 ms': ours.toFixed(2), overhead: `${(ours - bare).toFixed(2)} ms` },
  ]
}

export default {
  title: 'Local runtime: a warm synchronous call',
  note: 'Sequential calls over HTTP to the API, compared with passing the event directly to the same bootstrap.',
  run,
} satisfies Suite
