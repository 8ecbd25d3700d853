import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { medianMs } from './median.ts'
import { removeFolder, temporaryFolder } from './servers/temporary-folder.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

/** Writes a handler with one module of its own, and beside it as many files as given, in folders of 1,000. */
function writeHandler(files: number): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'price.mjs'), 'export const price = 1')
  writeFileSync(
    join(folder, 'orders.mjs'),
    "import { price } from './price.mjs'\nexport const handler = async () => price",
  )
  for (let n = 0; n < files; n += 1) {
    const inner = join(folder, `part-${Math.floor(n / 1_000)}`)
    if (n % 1_000 === 0) mkdirSync(inner)
    writeFileSync(join(inner, `${n}.mjs`), 'export {}')
  }
  return folder
}

async function callMs(files: number, calls: number): Promise<number> {
  const folder = writeHandler(files)
  const runtime = await startLocalRuntime({ functions: { orders: { file: join(folder, 'orders.mjs') } } })
  const url = `${runtime.endpoint}/2015-03-31/functions/orders/invocations`
  const median = await medianMs(calls, async () => (await fetch(url, { method: 'POST' })).arrayBuffer())
  await runtime.close()
  removeFolder(folder)
  return median
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const [calls, many] = short ? [100, 6_000] : [1_000, 60_000]
  const alone = await callMs(0, calls)
  const beside = await callMs(many, calls)
  return [
    { folder: 'the handler alone', 'p50 ms': alone.toFixed(2), ratio: '', 'per call': '' },
    {
      folder: `the handler beside ${many.toLocaleString('en')} files`,
      'p50 ms': beside.toFixed(2),
      ratio: `${(beside / alone).toFixed(2)}x`,
      'per call': `${(beside - alone).toFixed(2)} ms`,
    },
  ]
}

export default {
  title: 'Local runtime: a handler in a large folder',
  note: 'Sequential calls of a warm function, whose code is checked for changes before each. Goal: at most 5 ms a call for the files beside it.',
  run,
} satisfies Suite
