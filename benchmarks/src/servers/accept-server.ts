import { fileURLToPath } from 'node:url'
import { type Server, startServer } from './server-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const file = fileURLToPath(new URL('../accept-server.ts', import.meta.url))

export interface AcceptServer extends Server {
  readonly address: string
  readonly startedInMs: number
  readonly residentMb: number
}

/** Starts `accept-server.ts` as a process; its files are removed with it. */
export async function startAcceptServer(kind: 'bare' | 'memory' | 'durable'): Promise<AcceptServer> {
  const folder = temporaryFolder()
  const args = ['--conditions=@async-invoke/source', file, kind]
  const env = { TMPDIR: folder }
  const server = await startServer({ command: process.execPath, args, folder, env, readyText: '}\n' })
  return { ...server, ...(JSON.parse(server.printed) as Omit<AcceptServer, keyof Server>) }
}
