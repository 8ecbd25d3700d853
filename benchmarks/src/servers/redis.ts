import { freePort } from '../../../scripts/free-port.ts'
import { findProgram } from './find-program.ts'
import { startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Starts a Redis server on the loopback interface that flushes every write before it answers. */
export async function startRedis(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const command = findProgram('redis-server')
  if (command === undefined) return { skipped: 'no redis-server on the path' }
  const folder = temporaryFolder()
  const port = await freePort()
  const options = {
    bind: '127.0.0.1',
    port: String(port),
    dir: folder,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const server = await startServer({ command, args, folder, env, readyText: 'Ready to accept connections' })
  return { ...server, address: `redis://127.0.0.1:${port}` }
}
