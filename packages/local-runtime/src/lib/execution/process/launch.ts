import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonBootstrap } from './python-bootstrap.ts'
import type { RunTarget } from './run-target.ts'

/** The program that serves a function through the Runtime API, and its arguments. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
}

/** The Node.js bootstrap: source in this repository, JavaScript in the package. */
const nodeBootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../node/bootstrap.ts' : '../node/bootstrap.js', import.meta.url),
)

/** How a runtime is started; `undefined` for one that this machine has no program for. */
export function launchOf({ runtime, directory, handler, file }: RunTarget): Launch | undefined {
  const what = [directory, handler, file ?? '']
  if (runtime.startsWith('nodejs')) return { command: process.execPath, args: [nodeBootstrap, ...what] }
  if (runtime.startsWith('python')) return { command: 'python3', args: ['-u', '-c', pythonBootstrap, ...what] }
  if (runtime.startsWith('provided')) return { command: join(directory, 'bootstrap'), args: [] }
  return undefined
}
