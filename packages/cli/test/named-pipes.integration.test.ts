import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordOf } from './failures.ts'
import { runHere } from './run-here.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-pipes-'))
  for (const name of ['pipe', 'pipe.json', 'pipe.yaml', 'pipe.mjs', 'package.json', 'async-invoke.ts'])
    execFileSync('mkfifo', [join(folder, name)])
  writeFileSync(join(folder, 'failures.ndjson'), recordOf(1))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a named pipe without a writer', () => {
  it.each([
    'init',
    'dev pipe.json',
    'dev pipe.yaml',
    'dev pipe.mjs',
    'dev --memory --template pipe',
    'dev --memory --env-file pipe',
    'work --store sqlite:q.db pipe.json',
    'invoke f --payload @pipe',
    'read pipe',
    'read --filter true .',
    'validate pipe',
    'validate pipe.yaml',
    'redrive --from pipe --dry-run',
    'redrive --from failures.ndjson --dry-run --edit pipe.json',
    'redrive --from failures.ndjson --dry-run --edit pipe.mjs',
    'redrive --from failures.ndjson --yes --journal pipe',
    'config plan pipe',
    'open pipe',
    'simulate pipe',
    'conformance --endpoint http://127.0.0.1:1 --resume pipe',
    'test pipe.mjs',
    'test failures.ndjson --payload @pipe',
    'types typescript --payload pipe.json',
    'types typescript --out .',
  ])('is refused by %s', async (line) => {
    const { code, stderr } = await runHere(line.split(' '), { cwd: folder })
    expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining('it is a named pipe')])
    expect(code).toBeGreaterThan(1)
  })
})
