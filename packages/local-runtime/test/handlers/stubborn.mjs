import { spawn } from 'node:child_process'

export const pid = async () => process.pid

/** Starts a child process and never answers. */
export const hangs = async () => {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' })
  console.log(`pids ${process.pid} ${child.pid}`)
  return new Promise(() => setInterval(() => {}, 1_000))
}

export const greedy = async () => {
  const kept = []
  for (;;) {
    kept.push(Buffer.alloc(20_000_000, 1))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const logs = async () => {
  console.log('first line')
  console.error('second line')
  return 'done'
}
