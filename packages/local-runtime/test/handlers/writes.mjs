import { spawn } from 'node:child_process'

export const handler = async ({ lines = 0, text, start, exit }) => {
  for (let n = 0; n < lines; n += 1) process.stdout.write(`${n} ${'x'.repeat(1_000)}\n`)
  if (text !== undefined) process.stdout.write(text)
  if (start !== undefined) {
    const child = spawn('sleep', ['60'], start)
    child.unref()
    process.stdout.write(`started ${child.pid}\n`)
  }
  if (exit !== undefined) process.exit(exit)
}
