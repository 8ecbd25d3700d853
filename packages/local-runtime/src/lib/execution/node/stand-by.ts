/**
 * Node.js program of an execution environment that has no function yet. It has loaded all that {@link serveFunction} needs and
 * reads its assignment from file descriptor 3; it exits if the runtime goes without giving it one.
 */
import { closeSync, readFileSync } from 'node:fs'
// Loaded while there is time: a handler that imports it, or fetches, does not wait for it.
import 'node:http'
import module from 'node:module'
import { serveFunction } from './serve-function.ts'

/** Variables, working directory and command line of the function that a process on stand-by is to serve. */
export interface Assignment {
  readonly variables: NodeJS.ProcessEnv
  readonly directory: string
  /** Path of the bootstrap, and its arguments. */
  readonly args: readonly string[]
}

const channel = 3
// Waits here: nothing else happens in the process meanwhile.
const text = readFileSync(channel, 'utf8')
closeSync(channel)
if (text === '') process.exit()

const { variables, directory, args }: Assignment = JSON.parse(text)
for (const name of Object.keys(process.env)) delete process.env[name]
Object.assign(process.env, variables)
process.chdir(directory)
process.argv = [process.execPath, ...args]
// Node.js has read NODE_PATH at its start.
;(module as unknown as { _initPaths(): void })._initPaths()
serveFunction(args.slice(1))
