import { type ChildProcess, spawn } from 'node:child_process'

export interface MotoServer {
  readonly endpoint: string
  stop(): Promise<void>
}

/**
 * Starts `moto_server` on a free port of the loopback interface. If it is not installed, resolves to the reason to
 * skip.
 */
export async function startMotoServer(): Promise<MotoServer | string> {
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const endpoint = await printedEndpoint(server)
  if (endpoint === undefined) return 'moto_server is not installed'
  const stopped = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  // Functions are stored but not run, which would need containers.
  await fetch(`${endpoint}/moto-api/config`, { method: 'POST', body: '{"lambda":{"use_docker":false}}' })
  return {
    endpoint,
    stop() {
      server.kill()
      return stopped
    },
  }
}

/** Resolves to the address that the server prints once it listens; `undefined` if the command does not exist. */
function printedEndpoint(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let output = ''
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
    // 127: the shim of a version manager for a command that is not installed.
    server.once('exit', (code) =>
      code === 127 ? resolve(undefined) : reject(new Error(`moto_server ended with ${code}: ${output}`)),
    )
    server.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
      if (endpoint !== undefined) resolve(endpoint)
    })
  })
}
