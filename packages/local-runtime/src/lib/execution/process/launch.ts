import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonBootstrap } from './python-bootstrap.ts'
import type { RunTarget } from './run-target.ts'

/** Command line of the program that serves a function through the Runtime API. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
}

/** Path of the Node.js bootstrap: a source file in this repository, JavaScript in the published package. */
const nodeBootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../node/bootstrap.ts' : '../node/bootstrap.js', import.meta.url),
)

/** Command line for a runtime; `undefined` for one that is not supported. */
export function resolveLaunch({ runtime, directory, handler, file }: RunTarget): Launch | undefined {
  const code = [directory, handler, file ?? '']
  if (runtime.startsWith('nodejs')) return { command: process.execPath, args: [nodeBootstrap, ...code] }
  if (runtime.startsWith('python')) return { command: 'python3', args: ['-u', '-c', pythonBootstrap, ...code] }
  if (runtime.startsWith('provided')) return { command: join(directory, 'bootstrap'), args: [] }
  return undefined
}
