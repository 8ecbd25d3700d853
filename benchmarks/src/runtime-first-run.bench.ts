import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { median } from './rounds.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

/** A variable that Node.js reads at its start: such a function gets a process of its own. */
const alone = { environment: { LC_ALL: 'C' } }

/** Time for another process on stand-by to start. */
const startMs = 700
/** Time between two functions that start at the pace of a person who tries them. */
const pauseMs = 300

/**
 * Resident memory of the process on stand-by in megabytes, on Linux: the newest of those that were started for it, since the others
 * have got a function.
 */
function standByMegabytes(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const started = pids.flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('stand-by')) return []
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      if (!status.includes(`PPid:\t${process.pid}\n`)) return []
      return [{ pid: Number(pid), megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024 }]
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
  return started.sort((a, b) => a.pid - b.pid).at(-1)?.megabytes
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-bench-'))
  const file = join(folder, 'handler.mjs')
  writeFileSync(file, 'export const handler = async () => process.memoryUsage.rss()')
  const rounds = short ? 5 : 25
  const names = Array.from({ length: rounds }, (_, round) => round)
  const functions = Object.fromEntries([
    ...names.flatMap((name) => [
      [`spare-${name}`, { file }],
      [`alone-${name}`, { file, ...alone }],
    ]),
    ...Array.from({ length: 50 }, (_, name) => [`many-${name}`, { file }]),
    ...Array.from({ length: 50 }, (_, name) => [`paced-${name}`, { file }]),
    ...Array.from({ length: 50 }, (_, name) => [`together-${name}`, { file }]),
  ])
  const runtime = await startLocalRuntime({ functions })
  const call = async (functionName: string): Promise<number> => {
    const startedAtMs = performance.now()
    const url = `${runtime.endpoint}/2015-03-31/functions/${functionName}/invocations`
    await (await fetch(url, { method: 'POST', body: '{}' })).arrayBuffer()
    return performance.now() - startedAtMs
  }
  const load = (): number => {
    const startedAtMs = performance.now()
    execFileSync(process.execPath, ['-e', ''])
    return performance.now() - startedAtMs
  }
  const seen = { node: [] as number[], spare: [] as number[], own: [] as number[], warm: [] as number[] }
  await call('many-0')
  for (const name of names) {
    await sleep(startMs)
    seen.spare.push(await call(`spare-${name}`))
    seen.warm.push(await call(`spare-${name}`))
    await sleep(startMs)
    seen.own.push(await call(`alone-${name}`))
    seen.node.push(load())
  }
  await sleep(startMs)
  const onStandBy = standByMegabytes()
  const inTurn: number[] = []
  for (let name = 1; name < 50; name += 1) inTurn.push(await call(`many-${name}`))
  const paced: number[] = []
  for (let name = 0; name < (short ? 5 : 50); name += 1) {
    await sleep(pauseMs)
    paced.push(await call(`paced-${name}`))
  }
  await sleep(startMs)
  const together = await Promise.all(Array.from({ length: 50 }, (_, name) => call(`together-${name}`)))
  await runtime.close()
  rmSync(folder, { recursive: true })

  const row = (path: string, times: readonly number[]): Row => ({
    path,
    'p50 ms': median(times).toFixed(1),
    fastest: Math.min(...times).toFixed(1),
    slowest: Math.max(...times).toFixed(1),
    'vs. a process of its own': `${(median(times) / median(seen.own)).toFixed(2)}x`,
  })
  return [
    row('start of an empty Node.js program', seen.node),
    row('first run, in a process of its own', seen.own),
    row('first run, in the process on stand-by', seen.spare),
    row('first runs of 50 functions, 0.3 s apart', paced),
    row('first runs of 49 functions, one after another', inTurn),
    row('first runs of 50 functions at once', together),
    row('second run', seen.warm),
    { path: `memory of each of the two on stand-by, for all functions: ${onStandBy?.toFixed(0) ?? 'not known'} MB` },
  ]
}

const suite: Suite = {
  title: 'Local runtime: first run of a function',
  note: 'Synchronous calls over HTTP of a handler that loads nothing, so that the difference to the second run is the cost of a start. Interleaved.',
  run,
}

export default suite
