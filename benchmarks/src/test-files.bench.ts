import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median } from './rounds.ts'
import { removeFolder, temporaryFolder } from './servers/temporary-folder.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const packages = fileURLToPath(new URL('../../packages/', import.meta.url))

const cases = 20

/** Files of tests by name: what a stranger writes first. */
const files = {
  empty: `import { it } from 'vitest'\nfor (let n = 0; n < ${cases}; n += 1) it('case ' + n, () => {})`,
  runAsync: `import { runAsync } from '@async-invoke/engine/testing'
import { expect, it } from 'vitest'
const handler = async ({ n }) => { throw new Error('no items in ' + n) }
for (let n = 0; n < ${cases}; n += 1)
  it('case ' + n, async () => {
    const { record, attempts } = await runAsync(handler, { n })
    expect([record.requestContext.condition, attempts]).toEqual(['RetriesExhausted', 3])
  })`,
  startLocalRuntime: `import { startLocalRuntime } from '@async-invoke/local-runtime'
import { expect, it } from 'vitest'
for (let n = 0; n < ${cases}; n += 1)
  it('case ' + n, async () => {
    const runtime = await startLocalRuntime({ functions: { orders: { file: 'orders.mjs' } }, time: 'skip' })
    const url = runtime.endpoint + '/2015-03-31/functions/orders/invocations'
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ n }) })
    expect(await answer.json()).toEqual({ n })
    await runtime.close()
  })`,
} as const

/** A folder in which the built packages and vitest are installed. */
function createProject(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'node_modules/@async-invoke'), { recursive: true })
  for (const name of ['engine', 'local-runtime'])
    symlinkSync(join(packages, name), join(folder, 'node_modules/@async-invoke', name))
  symlinkSync(join(packages, 'engine/node_modules/vitest'), join(folder, 'node_modules/vitest'))
  // The links lead out of node_modules, where vitest would take the packages for files of the project.
  const config = { test: { include: ['*.test.mjs'], server: { deps: { external: ['EXTERNAL'] } } } }
  writeFileSync(
    join(folder, 'vitest.config.mjs'),
    `export default ${JSON.stringify(config).replace('"EXTERNAL"', '/\\/dist\\//')}`,
  )
  writeFileSync(join(folder, 'orders.mjs'), 'export const handler = async (event) => event')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.test.mjs`), text)
  return folder
}

/** Processor time of all processes that have ended before, in milliseconds; `undefined` on systems other than Linux. */
function childrenCpuMs(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[13]) + Number(fields[14])) * 10
  } catch {
    return Number.NaN
  }
}

interface FileRun {
  readonly wallMs: number
  readonly cpuMs: number
  /** Median of the cases after the first. */
  readonly caseMs: number
}

function runFile(folder: string, name: string): FileRun {
  const [startMs, startCpuMs] = [performance.now(), childrenCpuMs()]
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', `${name}.test.mjs`, '--reporter=json', '--outputFile=out.json', '--maxWorkers=1']
  execFileSync(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  const [wallMs, cpuMs] = [performance.now() - startMs, childrenCpuMs() - startCpuMs]
  const { testResults } = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as {
    testResults: readonly { assertionResults: readonly { duration?: number | null }[] }[]
  }
  const durations = (testResults[0]?.assertionResults ?? []).map(({ duration }) => duration ?? 0)
  if (durations.length !== cases) throw new Error(`${name} has run ${durations.length} cases`)
  return { wallMs, cpuMs, caseMs: median(durations.slice(1)) }
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const folder = createProject()
  const names = Object.keys(files)
  const seen = names.map((): FileRun[] => [])
  for (let round = 0; round < (short ? 3 : 7); round += 1)
    for (const [index, name] of names.entries()) seen[index]?.push(runFile(folder, name))
  removeFolder(folder)
  return names.map((name, index) => {
    const own = seen[index] ?? []
    const toEmpty = (of: (run: FileRun) => number): string => {
      const ratios = own.map((each, round) => of(each) / of(seen[0]?.[round] ?? each))
      return `${median(ratios).toFixed(2)}x (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
    }
    return {
      [`${cases} cases of`]: name,
      'wall ms': median(own.map(({ wallMs }) => wallMs)).toFixed(0),
      'vs. empty': toEmpty(({ wallMs }) => wallMs),
      'CPU, vs. empty': toEmpty(({ cpuMs }) => cpuMs),
      'a case after the first, ms': median(own.map(({ caseMs }) => caseMs)).toFixed(1),
    }
  })
}

export default {
  title: 'A file of tests in vitest',
  note: 'The built packages in a project of their own, one file a run, interleaved; the local runtime starts, runs a function once and closes in each case. Goals: `runAsync` 1.2x of an empty file; `startLocalRuntime` 100 ms a case after the first.',
  run,
} satisfies Suite
