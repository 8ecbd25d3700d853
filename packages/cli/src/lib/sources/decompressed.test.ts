import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decompressed } from './decompressed.ts'

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = []
  for await (const chunk of decompressed(chunks)) read.push(chunk)
  return Buffer.concat(read)
}

describe('decompressed', () => {
  it('returns the same bytes of a text and of its archive, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), async (text, size) => {
        const bytes = Buffer.from(`{${text}`)
        expect(await read(chunksOf(bytes, size))).toEqual(bytes)
        expect(await read(chunksOf(gzipSync(bytes), size))).toEqual(bytes)
      }),
      { seed: 20261129, numRuns: 100 },
    )
    expect(await read(chunksOf(new Uint8Array(), 1))).toHaveLength(0)
  })

  it('reads archives that follow each other, and zeros behind them', async () => {
    const archives = Buffer.concat([gzipSync('{"a":1}'), gzipSync('{"b":2}'), Buffer.alloc(512)])
    for (const size of [1, 7, 4_096]) expect((await read(chunksOf(archives, size))).toString()).toBe('{"a":1}{"b":2}')
  })

  it.each(['{"b":2}', '\n\n', '\u0001\0'])('fails with other bytes behind an archive: %j', async (rest) => {
    const followed = Buffer.concat([gzipSync('{"a":1}'), Buffer.from(rest)])
    for (const size of [1, 4_096])
      await expect(read(chunksOf(followed, size))).rejects.toThrow(
        'what follows its gzip data is not compressed by gzip',
      )
  })

  it('fails with data that are cut, and with a source that fails', async () => {
    const archive = gzipSync('{"a":1}')
    await expect(read(chunksOf(archive.subarray(0, -4), 8))).rejects.toThrow('unexpected end of file')
    async function* failing() {
      yield archive.subarray(0, 12)
      throw new Error('the disk is gone')
    }
    await expect(read(failing())).rejects.toThrow('the disk is gone')
  })
})
