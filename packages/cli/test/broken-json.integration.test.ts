import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordOf } from './failures.ts'
import { runHere } from './run-here.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-json-'))
  for (const name of ['broken.json', 'package.json']) writeFileSync(join(folder, name), '{"a":\n x\n}\n')
  writeFileSync(join(folder, 'failures.ndjson'), recordOf(1))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a parser that quotes several lines', () => {
  it.each([
    'init',
    'dev broken.json',
    'dev --memory --template broken.json',
    'open broken.json',
    'invoke f --payload @broken.json',
    'types go --payload broken.json',
    'redrive --from failures.ndjson --dry-run --edit broken.json',
    'simulate broken.json',
    'config plan broken.json',
  ])('leaves each problem of %s on its line', async (line) => {
    const { code, stderr } = await runHere(line.split(' '), { cwd: folder })
    expect(code).toBeGreaterThan(1)
    for (const each of stderr.trim().split('\n'))
      expect(each).toMatch(/^(async-invoke: |broken\.json: |See 'async-invoke )/)
  })
})
