import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decodeBase64, eachSlice, sliceBytes } from './in-slices.ts'

describe('eachSlice', () => {
  it.each([0, 1, sliceBytes, sliceBytes + 1])('passes %i bytes on, once and in order', async (length) => {
    const bytes = randomBytes(length)
    const slices: Uint8Array[] = []
    await eachSlice(bytes, (slice) => slices.push(slice))
    expect(slices).toHaveLength(Math.ceil(length / sliceBytes))
    expect(Buffer.concat(slices).equals(bytes)).toBe(true)
  })
})

describe('decodeBase64', () => {
  const text = randomBytes(sliceBytes).toString('base64')
  it.each([
    { of: 'nothing', text: '' },
    { of: 'one slice without padding', text: 'YQ' },
    { of: 'several slices', text },
    { of: 'several slices of the alphabet for URLs', text: text.replaceAll('+', '-').replaceAll('/', '_') },
    { of: 'lines', text: text.replaceAll(/.{76}/g, '$&\n') },
    { of: 'a line break in the last slice', text: `${text}\n` },
    { of: 'padding before the end of a slice', text: `YQ==${text}` },
    { of: 'no base64', text: '!'.repeat(sliceBytes + 8) },
  ])('decodes $of as Buffer.from does', async ({ text }) => {
    expect((await decodeBase64(text)).equals(Buffer.from(text, 'base64'))).toBe(true)
  })
})
