import { describe, expect, it } from 'vitest'
import { parseInSlices } from './parse-in-slices.ts'

const parse = async (text: string): Promise<unknown> => {
  const parsed = await parseInSlices(Buffer.from(text))
  return 'value' in parsed ? parsed.value : parsed.problem
}

describe('parseInSlices', () => {
  it.each([
    { name: 'base64', unit: 'UEsDBBQAAAAI' },
    { name: 'escaped slashes', unit: '\\/' },
    { name: 'backslashes', unit: '\\\\' },
    { name: 'escapes of six bytes', unit: '\\u00e9' },
    { name: 'escaped surrogates', unit: '\\ud83d\\ude00' },
    { name: 'escapes of every length', unit: 'a\\n\\\\\\u0041\\"' },
    { name: 'characters of every length', unit: 'aé€😀' },
  ])('decodes long strings as JSON.parse does: $name', async ({ unit }) => {
    for (let shift = 0; shift < 7; shift += 1) {
      const content = 'x'.repeat(shift) + unit.repeat(Math.ceil(150_000 / unit.length))
      const text = `{"Code":{"ZipFile":"${content}"},"n":[1,"${content}"],"${'k'.repeat(20_000)}":"short"}`
      expect(await parse(text)).toEqual(JSON.parse(text))
    }
  })

  it.each(['null', '[]', '{"__proto__":{"a":1},"b":"é"}', '"short"'])('parses %s', async (text) => {
    expect(await parse(text)).toEqual(JSON.parse(text))
  })

  it('reports a fault, a second value, and input that is too large to parse in one turn', async () => {
    expect(await parse(`{"a":"${'x'.repeat(300_000)}",}`)).toContain('was expecting double-quote to start field name')
    expect(await parse(`"${'x'.repeat(300_000)}" 1`)).toContain('Unexpected non-whitespace character')
    expect(await parse('')).toContain('Unexpected end-of-input')
    expect(await parse(`[${'1,'.repeat(200_000)}1]`)).toBe(
      'the body has more than 262144 bytes beside strings of 16384 bytes',
    )
    expect(await parse(`[${`"${'x'.repeat(16_384)}",`.repeat(20)}1]`)).toContain('beside strings of 16384 bytes')
  })
})
