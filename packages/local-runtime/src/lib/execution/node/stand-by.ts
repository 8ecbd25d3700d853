/**
 * Node.js program of an execution environment that has no function yet. It loads all that {@link serveFunction} needs, warms up,
 * and reads its assignment from file descriptor 3; it exits if the runtime goes without giving it one.
 */
import module from 'node:module'
import { Socket } from 'node:net'
import { serveFunction } from './serve-function.ts'
import { warmUp } from './warm-up.ts'

/** Variables, working directory and command line of the function that a process on stand-by is to serve. */
export interface Assignment {
  readonly variables: NodeJS.ProcessEnv
  readonly directory: string
  /** Path of the bootstrap, and its arguments. */
  readonly args: readonly string[]
}

const isAssigned = new AbortController()
const assigned = readAll(3, () => isAssigned.abort())
await warmUp(isAssigned.signal)
const text = await assigned
if (text === '') process.exit()

const { variables, directory, args }: Assignment = JSON.parse(text)
for (const name of Object.keys(process.env)) delete process.env[name]
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
