import { type ChildProcess, spawn } from 'node:child_process'

export interface MotoServer {
  readonly endpoint: string
  stop(): Promise<void>
}

/**
 * Starts `moto_server`, where this machine has it, on a free port of the loopback interface; otherwise gives the reason
 * why not, for the tests that are skipped.
 */
export async function startMotoServer(): Promise<MotoServer | string> {
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const endpoint = await printedEndpoint(server)
  if (endpoint === undefined) return 'moto_server is not on this machine'
  const stopped = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  // Functions are kept and not run: it would need containers.
  await fetch(`${endpoint}/moto-api/config`, { method: 'POST', body: '{"lambda":{"use_docker":false}}' })
  return {
    endpoint,
    stop() {
      server.kill()
      return stopped
    },
  }
}

/** The address that the server prints once it listens; nothing when there is no such command. */
function printedEndpoint(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let output = ''
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? resolve(undefined) : reject(error),
    )
    // 127: a version manager's placeholder for a command that it does not have.
    server.once('exit', (code) =>
      code === 127 ? resolve(undefined) : reject(new Error(`moto_server ended with ${code}: ${output}`)),
    )
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const endpoint = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
      if (endpoint !== undefined) resolve(endpoint)
    })
  })
}
