import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { freePort } from '../../../scripts/free-port.ts'

/** The reason why moto's server cannot run here; `undefined` if it can. */
export const motoMissing: string | undefined =
  spawnSync('moto_server', ['--help'], { stdio: 'ignore' }).status === 0
    ? undefined
    : 'moto_server is not on this machine'

export interface Moto {
  readonly endpoint: string
  close(): Promise<void>
}

/** Starts moto's server on a free port of the loopback interface, and resolves when it answers. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const child: ChildProcess = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const endpoint = `http://127.0.0.1:${port}`
  const close = async () => {
    child.kill('SIGKILL')
    await ended
  }
  for (let tries = 0; tries < 400; tries += 1) {
    const answered = await fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    )
    if (answered) return { endpoint, close }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await close()
  throw new Error('moto_server did not answer within 80 s')
}
