import { spawn } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const bootstrap = fileURLToPath(
  new URL('../../../packages/local-runtime/src/lib/execution/node/bootstrap.ts', import.meta.url),
)

/** The minimum between a caller and a runtime. */
export interface RuntimeLoop {
  /** Address at which `POST` of an event is answered with a 202 at once. */
  readonly url: string
  /** Passes an event to the waiting process, and resolves with its answer. */
  call(body: string): Promise<void>
  /** Resolves with the next answer of the process. */
  answered(): Promise<string>
  close(): void
}

/**
 * Starts the bootstrap of a handler, one event at a time, behind nothing but the Runtime API.
 *
 * @param keep - writes an event before its 202, and an answer before it counts; nothing is written without it
 */
export async function startRuntimeLoop(
  handler: string,
  file: string,
  keep?: (body: string) => Promise<void>,
): Promise<RuntimeLoop> {
  let waiting: ServerResponse | undefined
  let answered: ((body: string) => void) | undefined
  let ready = (): void => {}
  const pass = async (body: string): Promise<void> => {
    if (waiting === undefined) await new Promise<void>((resolve) => (ready = resolve))
    const response = waiting
    waiting = undefined
    response?.writeHead(200, { 'Lambda-Runtime-Aws-Request-Id': 'r', 'Lambda-Runtime-Deadline-Ms': Date.now() + 3_000 })
    response?.end(body)
  }
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/next')) {
      waiting = response
      ready()
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString()
      const isEvent = request.url === '/event'
      if (isEvent) await keep?.(body)
      response.writeHead(202).end()
      if (isEvent) return void pass(body)
      await keep?.(body)
      answered?.(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const child = spawn(process.execPath, [bootstrap, '', handler, file], {
    env: { ...process.env, AWS_LAMBDA_RUNTIME_API: address },
    stdio: 'ignore',
  })
  const loop: RuntimeLoop = {
    url: `http://${address}/event`,
    answered: () => new Promise((resolve) => (answered = resolve)),
    async call(body) {
      const answer = loop.answered()
      await pass(body)
      await answer
    },
    close() {
      child.kill('SIGKILL')
      server.close()
      server.closeAllConnections()
    },
  }
  return loop
}
