/**
 * Node.js program of an execution environment that has no function yet. It loads all that {@link serveFunction} needs, warms up,
 * and reads its assignment from file descriptor 3; it exits if the runtime goes without giving it one.
 */
import type { Server } from 'node:http'
import module from 'node:module'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { loadHttps } from './local-endpoints.ts'
import { callServer, nodeHttp } from './runtime-client.ts'
import { serveFunction } from './serve-function.ts'

const { Socket } = process.getBuiltinModule('node:net')

/** Variables, working directory and command line of the function that a process on stand-by is to serve. */
export interface Assignment {
  readonly variables: NodeJS.ProcessEnv
  readonly directory: string
  /** Arguments of a process that starts for the function: the bootstrap or its path, and what it gets. */
  readonly args: readonly string[]
  /** Variables that the process on stand-by was started with. */
  readonly started: NodeJS.ProcessEnv
}

/** Time after which a process that has no function yet is taken to wait for long. */
const pauseMs = 200

const isAssigned = new AbortController()
const assigned = readAll(3, () => isAssigned.abort())
await warmUp(isAssigned.signal)
const text = await assigned
if (text === '') process.exit()

const { variables, directory, args, started }: Assignment = JSON.parse(text)
// Others are the system's own.
for (const name of Object.keys(started)) delete process.env[name]
Object.assign(process.env, variables)
process.chdir(directory)
process.argv = [process.execPath, ...args]
// Node.js has read NODE_PATH at its start.
;(module as unknown as { _initPaths(): void })._initPaths()
serveFunction(args.slice(1))

/** Reads a file descriptor to its end, and closes it. Reads nothing of one that breaks. */
function readAll(fd: number, onBegin: () => void): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    const channel = new Socket({ fd, writable: false }).setEncoding('utf8')
    channel.once('data', onBegin).on('data', (part) => (text += part))
    channel.on('error', () => (text = ''))
    channel.on('close', () => {
      onBegin()
      resolve(text)
    })
  })
}

/**
 * Makes a process that waits for a function run, compile and load what its first run needs, and leaves nothing open. It ends
 * early once the function is there: the run then loads the rest.
 *
 * @param isAssigned - aborted once the function is there
 */
async function warmUp(isAssigned: AbortSignal): Promise<void> {
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
