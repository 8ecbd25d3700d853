import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = mkdtempSync(join(tmpdir(), 'worker-with-outbox-'))
const program = new URL('./src/main.ts', import.meta.url).pathname

await run(['A-1=2', 'A-2=0'], 'hangs', (line, kill) => {
  if (!line.startsWith('sending')) return
  console.log('the worker is killed')
  kill()
})
await run([], 'works', () => {})
rmSync(folder, { recursive: true })

/** Runs the program to its end, which `onLine` may bring about. */
async function run(orders: readonly string[], mail: string, onLine: (line: string, kill: () => void) => void) {
  const env = { ...process.env, ORDERS_FOLDER: folder, MAIL: mail }
  const child = spawn(process.execPath, [...process.execArgv, program, ...orders], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line)
    onLine(line, () => child.kill('SIGKILL'))
  }
  await closed
}
