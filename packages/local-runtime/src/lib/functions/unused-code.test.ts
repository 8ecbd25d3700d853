import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VersionRecord } from '../registry/function-record.ts'
import { removeUnusedCode } from './unused-code.ts'

const hash = (n: number): string => n.toString(16).padStart(64, '0')
const version = (directory: string): VersionRecord => ({ code: { directory, kind: 'archive' } }) as VersionRecord

describe('removeUnusedCode', () => {
  it('keeps what a version uses, and what is not its own, and removes everything else', async () => {
    const numbers = fc.uniqueArray(fc.nat(9), { maxLength: 10 })
    await fc.assert(
      fc.asyncProperty(numbers, fc.array(numbers), async (stored, functions) => {
        const root = mkdtempSync(join(tmpdir(), 'unused-code-'))
        for (const n of stored) {
          mkdirSync(join(root, hash(n), 'lib'), { recursive: true })
          writeFileSync(join(root, hash(n), 'lib', 'a.mjs'), '', { mode: 0o444 })
          writeFileSync(join(root, `${hash(n)}.zip`), '')
        }
        for (const name of ['draft-1', 'changed-1', 'unused-1', 'own']) mkdirSync(join(root, name))
        writeFileSync(join(root, 'package.json'), '{}')
        const records = functions.map((used) => ({
          latest: version(join(root, 'elsewhere')),
          published: used.map((n) => version(join(root, hash(n)))),
        }))
        await removeUnusedCode(root, records)
        const kept = stored.filter((n) => functions.flat().includes(n)).map(hash)
        const expected = [...kept, ...kept.map((name) => `${name}.zip`), 'own', 'package.json']
        expect(readdirSync(root).sort()).toEqual(expected.sort())
        rmSync(root, { recursive: true })
      }),
      { seed: 20261129, numRuns: 50 },
    )
  })

  it('does nothing without a folder', async () => {
    await removeUnusedCode('/nowhere/at/all', [])
  })
})
