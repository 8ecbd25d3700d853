import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { medianMs } from './median.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const file = join(mkdtempSync(join(tmpdir(), 'async-invoke-bench-')), 'echo.mjs')
writeFileSync(file, 'export const handler = async (event) => event')
const bootstrap = fileURLToPath(
  new URL('../../packages/local-runtime/src/lib/execution/node/bootstrap.ts', import.meta.url),
)

/** The minimum between a caller and a runtime: passes an event to the waiting process, and its answer back. */
async function bareLoop() {
  let waiting: ServerResponse | undefined
  let answered: ((body: string) => void) | undefined
  let ready = (): void => {}
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/next')) {
      waiting = response
      ready()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(202).end()
      answered?.(Buffer.concat(chunks).toString())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const child = spawn(process.execPath, [bootstrap, '', 'echo.handler', file], {
    env: { ...process.env, AWS_LAMBDA_RUNTIME_API: address },
    stdio: 'ignore',
  })
  return {
    async call(body: string): Promise<void> {
      if (waiting === undefined) await new Promise<void>((resolve) => (ready = resolve))
      const response = waiting
      waiting = undefined
      const answer = new Promise<string>((resolve) => (answered = resolve))
      response?.writeHead(200, {
        'Lambda-Runtime-Aws-Request-Id': 'r',
        'Lambda-Runtime-Deadline-Ms': Date.now() + 3_000,
      })
      response?.end(body)
      await answer
    },
    close(): void {
      child.kill('SIGKILL')
      server.close()
      server.closeAllConnections()
    },
  }
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const calls = short ? 200 : 2_000
  const loop = await bareLoop()
  const bare = await medianMs(calls, () => loop.call('{"a":1}'))
  loop.close()
  const runtime = await startLocalRuntime({ functions: { echo: { file } } })
  const url = `${runtime.endpoint}/2015-03-31/functions/echo/invocations`
  const ours = await medianMs(calls, async () => (await fetch(url, { method: 'POST', body: '{"a":1}' })).arrayBuffer())
  await runtime.close()
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
