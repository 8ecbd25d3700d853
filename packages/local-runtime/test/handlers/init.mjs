// Initializes in the way that the environment variable HOW names.
import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

const { HOW, ONCE, INIT_MS = '0', RUN_MS = '0' } = process.env
const first = ONCE !== undefined && !existsSync(ONCE)
if (ONCE !== undefined) writeFileSync(ONCE, '')

console.log(`initializing ${process.pid}`)
if (HOW === 'slow') await wait(Number(INIT_MS))
if (HOW === 'exits' || (HOW === 'exits once' && first)) process.exit(7)
if (HOW === 'throws') throw Object.assign(new Error('no database'), { name: 'DatabaseError' })
if (HOW === 'greedy') for (const kept = []; ; await wait(5)) kept.push(Buffer.alloc(20_000_000, 1))
if (HOW === 'rejects') {
  Promise.reject(new Error('unheard'))
  await wait(60_000)
}

export const handler = async (event, context) => {
  console.log('running')
  await wait(Number(RUN_MS))
  return { pid: process.pid, remaining: context.getRemainingTimeInMillis() }
}
