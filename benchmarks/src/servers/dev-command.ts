import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../../scripts/free-port.ts'
import { startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { temporaryFolder } from './temporary-folder.ts'

const built = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url))

/** Starts the built `async-invoke dev` with a function `f`, in memory or with a new data directory. */
export async function startDevCommand(storage: 'memory' | 'data'): Promise<Started> {
  if (!existsSync(built)) return { skipped: 'the command is not built: pnpm build' }
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'f.mjs'), 'export const handler = async () => {}\n')
  const port = await freePort()
  const flags = storage === 'memory' ? ['--memory'] : ['--data', join(folder, 'data')]
  const server = await startServer({
    command: process.execPath,
    args: [built, 'dev', '--port', String(port), '--function', 'f=f.mjs', ...flags],
    folder,
    readyText: `at http://127.0.0.1:${port}`,
  })
  return { ...server, address: `http://127.0.0.1:${port}` }
}
