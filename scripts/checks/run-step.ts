import { spawn } from 'node:child_process'

/** How a step ended. */
export interface Ended {
  readonly run: string
  readonly seconds: number
  readonly passed: boolean
  readonly printed: string
}

const isWindows = process.platform === 'win32'
const running = new Set<number>()

// Each step is the leader of its processes, so that none outlives the checks.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    for (const id of running) process.kill(isWindows ? id : -id, signal)
    process.exit(1)
  })

/** Runs a command in a shell. Its output is passed on as it comes if `isShown`, and returned in any case. */
export function runStep(run: string, isShown: boolean): Promise<Ended> {
  const startMs = performance.now()
  const child = spawn(run, { shell: true, detached: !isWindows, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  const { pid } = child
  if (pid !== undefined) running.add(pid)
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    from.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (isShown) to.write(chunk)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (pid !== undefined) running.delete(pid)
      const seconds = (performance.now() - startMs) / 1000
      resolve({ run, seconds, passed: code === 0, printed: Buffer.concat(chunks).toString() })
    })
  })
}
