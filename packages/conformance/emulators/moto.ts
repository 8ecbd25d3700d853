import { spawnSync } from 'node:child_process'
import { freePort } from '../../../scripts/free-port.ts'
import { startServer } from './server.ts'
import type { Emulator } from './started.ts'

/** moto's server. Without Docker it stores functions and runs none. */
export const moto: Emulator = {
  name: 'moto',
  title: 'moto_server',
  how: '`moto_server`, with `use_docker` off: functions are stored and do not run',
  async start() {
    if (spawnSync('moto_server', ['--help']).status !== 0) return { skipped: 'moto_server is not installed' }
    const { stdout } = spawnSync('python3', ['-c', 'import moto; print(moto.__version__)'], { encoding: 'utf8' })
    const endpoint = `http://127.0.0.1:${await freePort()}`
    const { port } = new URL(endpoint)
    const stop = await startServer('moto_server', ['-H', '127.0.0.1', '-p', port], { url: `${endpoint}/moto-api/` })
    const config = JSON.stringify({ lambda: { use_docker: false } })
    await fetch(`${endpoint}/moto-api/config`, { method: 'POST', body: config })
    return { version: /[\d.]+/.exec(stdout)?.[0] ?? 'unknown', check: { endpoint }, stop }
  },
}
