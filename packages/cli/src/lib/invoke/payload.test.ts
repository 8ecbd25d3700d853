import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPayload } from './payload.ts'

let file: string
beforeAll(() => {
  file = join(mkdtempSync(join(tmpdir(), 'async-invoke-payload-')), 'payload.json')
})
afterAll(() => rmSync(join(file, '..'), { recursive: true }))

describe('the payload of a file', () => {
  it('is the text as it is written, without a byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.boolean(), async (json, isMarked) => {
        writeFileSync(file, `${isMarked ? '\ufeff' : ''} ${json}\r\n`)
        expect(await readPayload(`@${file}`, 'PAYLOAD')).toBe(` ${json}\r\n`)
      }),
      { seed: 20261129, numRuns: 50 },
    )
  })

  it('is refused where its characters would be lost', async () => {
    writeFileSync(file, Buffer.from('"grün"', 'latin1'))
    await expect(readPayload(`@${file}`, 'PAYLOAD')).rejects.toThrow(`cannot read PAYLOAD ${file}: it is not UTF-8`)
  })
})
