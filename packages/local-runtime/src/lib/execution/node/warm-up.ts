import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { loadHttps } from './local-endpoints.ts'
import { callServer, nodeHttp } from './runtime-client.ts'

/** Time after which a process that has no function yet is taken to wait for long. */
const pauseMs = 200

/**
 * Makes a process that waits for a function run, compile and load what its first run needs, and leaves nothing open. It ends
 * early once the function is there: what is missing then comes with the run.
 *
 * @param isAssigned - aborted once the function is there
 */
export async function warmUp(isAssigned: AbortSignal): Promise<void> {
  await endOfTurn()
  if (isAssigned.aborted) return
  await exchangeRequests()
  // Loading these takes longer than the start of the process: not while the machine is busy with what started it.
  await wait(pauseMs, undefined, { signal: isAssigned }).catch(() => {})
  if (isAssigned.aborted) return
  loadHttps()
  await endOfTurn()
  if (isAssigned.aborted) return
  // With all of its exports, one of which is another HTTP client that `fetch` uses.
  await import('node:http')
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** Sends requests as to the Runtime API: the first ones of a process take ten times as long as those that follow. */
async function exchangeRequests(): Promise<void> {
  const server = nodeHttp.createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202, { 'Content-Type': 'application/json' }).end('{}'))
  })
  const agent = new nodeHttp.Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const address = { host: '127.0.0.1', port: String(await listen(server)) }
    await callServer({ method: 'POST', path: '/', body: '{}' }, address, agent)
    await callServer({ method: 'GET', path: '/' }, address, agent)
  } catch {
    // The runtime is not reached either, and says so.
  } finally {
    agent.destroy()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
