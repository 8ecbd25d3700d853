import { freePort } from '../../../scripts/free-port.ts'
import { startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { temporaryFolder } from './temporary-folder.ts'

const script = (port: number): string => `
  const server = require('node:http').createServer((request, response) =>
    request.resume().on('end', () => response.writeHead(202).end()))
  server.listen(${port}, '127.0.0.1', () => console.log('ready'))`

/** Starts the minimal Node.js server: it answers every request with 202. */
export async function startBareHttp(): Promise<Started> {
  const port = await freePort()
  const args = ['-e', script(port)]
  const server = await startServer({ command: process.execPath, args, folder: temporaryFolder(), readyText: 'ready' })
  return { ...server, address: `http://127.0.0.1:${port}` }
}
