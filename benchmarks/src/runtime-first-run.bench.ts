import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type FunctionOptions, startLocalRuntime } from '@async-invoke/local-runtime'
import { median } from './rounds.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

/** Functions of one runtime in the comparison. */
interface Language {
  readonly name: string
  readonly file: string
  readonly code: string
  /** A variable without effect that a process on stand-by does not take: such a function gets a process of its own. */
  readonly alone: string
  /** Start of an empty program. */
  readonly empty: readonly [command: string, ...args: string[]]
  /** Part of the command line of a process on stand-by. */
  readonly standBy: string
  readonly rounds: number
  /** Functions that start one after another, and at once. */
  readonly many: number
}

const node: Language = {
  ...{ name: 'Node.js', file: 'handler.mjs', code: 'export const handler = async () => process.memoryUsage.rss()' },
  ...{ alone: 'NODE_DISABLE_COLORS', empty: [process.execPath, '-e', ''], standBy: 'stand-by' },
  ...{ rounds: 25, many: 50 },
}

const python: Language = {
  ...{ name: 'Python', file: 'handler.py', code: 'def handler(event, context):\n    return 1\n' },
  ...{ alone: 'COVERAGE_FILE', empty: ['python3', '-c', ''], standBy: 'stand_by' },
  ...{ rounds: 12, many: 20 },
}

/** Time for another process on stand-by to start. */
const startMs = 700
/** Time between two functions that start at the pace of a person who tries them. */
const pauseMs = 300

/**
 * Resident memory of the process on stand-by in megabytes, on Linux: the newest of those that were started for it, since the others
 * have got a function.
 */
function standByMegabytes(standBy: string): number | undefined {
  if (process.platform !== 'linux') return undefined
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const started = pids.flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(standBy)) return []
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

async function measure({ name: language, ...options }: Language, short: boolean): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-bench-'))
  const file = join(folder, options.file)
  writeFileSync(file, options.code)
  const rounds = short ? 5 : options.rounds
  const paces = short ? 5 : options.many
  const named = (name: string, count: number, more = {}): Record<string, FunctionOptions> =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}-${n}`, { file, ...more }]))
  const functions = {
    ...named('spare', rounds),
    ...named('alone', rounds, { environment: { [options.alone]: '1' } }),
    ...named('many', options.many),
    ...named('paced', paces),
    ...named('together', options.many),
  }
  const runtime = await startLocalRuntime({ functions })
  const call = async (functionName: string): Promise<number> => {
    const startedAtMs = performance.now()
    const url = `${runtime.endpoint}/2015-03-31/functions/${functionName}/invocations`
    await (await fetch(url, { method: 'POST', body: '{}' })).arrayBuffer()
    return performance.now() - startedAtMs
  }
  const load = (): number => {
    const startedAtMs = performance.now()
    const [command, ...args] = options.empty
    execFileSync(command, args)
    return performance.now() - startedAtMs
  }
  const seen = { empty: [] as number[], spare: [] as number[], own: [] as number[], warm: [] as number[] }
  await call('many-0')
  for (let name = 0; name < rounds; name += 1) {
    await sleep(startMs)
    seen.spare.push(await call(`spare-${name}`))
    seen.warm.push(await call(`spare-${name}`))
    await sleep(startMs)
    seen.own.push(await call(`alone-${name}`))
    seen.empty.push(load())
  }
  await sleep(startMs)
  const onStandBy = standByMegabytes(options.standBy)
  const inTurn: number[] = []
  for (let name = 1; name < options.many; name += 1) inTurn.push(await call(`many-${name}`))
  const paced: number[] = []
  for (let name = 0; name < paces; name += 1) {
    await sleep(pauseMs)
    paced.push(await call(`paced-${name}`))
  }
  await sleep(startMs)
  const together = await Promise.all(Array.from({ length: options.many }, (_, name) => call(`together-${name}`)))
  await runtime.close()
  rmSync(folder, { recursive: true })

  const row = (path: string, times: readonly number[]): Row => ({
    path: `${language}: ${path}`,
    'p50 ms': median(times).toFixed(1),
    fastest: Math.min(...times).toFixed(1),
    slowest: Math.max(...times).toFixed(1),
    'vs. a process of its own': `${(median(times) / median(seen.own)).toFixed(2)}x`,
  })
  return [
    row('start of an empty program', seen.empty),
    row('first run, in a process of its own', seen.own),
    row('first run, in the process on stand-by', seen.spare),
    row(`first runs of ${paces} functions, 0.3 s apart`, paced),
    row(`first runs of ${options.many - 1} functions, one after another`, inTurn),
    row(`first runs of ${options.many} functions at once`, together),
    row('second run', seen.warm),
    {
      path: `${language}: memory of each of the two on stand-by, for all functions: ${onStandBy?.toFixed(0) ?? 'not known'} MB`,
    },
  ]
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const ofNode = await measure(node, short)
  if (spawnSync('python3', ['--version']).status !== 0)
    return [...ofNode, { path: 'Python: SKIPPED, no python3 on this machine' }]
  return [...ofNode, ...(await measure(python, short))]
}

const suite: Suite = {
  title: 'Local runtime: first run of a function',
  note: 'Synchronous calls over HTTP of a handler that loads nothing, so that the difference to the second run is the cost of a start. Interleaved.',
  run,
}

export default suite
