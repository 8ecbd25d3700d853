import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { maxDocumentBytes, type SplitDocument, splitDocuments } from './split-documents.ts'

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function collect(batches: AsyncIterable<readonly SplitDocument[]>): Promise<readonly SplitDocument[]> {
  const documents: SplitDocument[] = []
  for await (const batch of batches) documents.push(...batch)
  return documents
}

async function split(text: string | Uint8Array, size = 7): Promise<readonly SplitDocument[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return collect(splitDocuments(inChunks(bytes, size)))
}

describe('splitDocuments', () => {
  it('refuses UTF-16, which Windows PowerShell writes', async () => {
    const bytes = Buffer.from('\ufeff{"a":1}\r\n', 'utf16le')
    await expect(split(bytes)).rejects.toThrow('it is UTF-16; write it as UTF-8')
    await expect(split(bytes.swap16(), 1)).rejects.toThrow('it is UTF-16; write it as UTF-8')
  })

  it('copies each byte of a long first line a few times only, however small its chunks are', async () => {
    const text = `{"a":"${'x'.repeat(1_000_000)}"}`
    const concat = vi.spyOn(Buffer, 'concat')
    const found = await split(text, 1_000)
    const copied = concat.mock.results.reduce((sum, { value }) => sum + value.length, 0)
    concat.mockRestore()
    expect(found).toEqual([{ document: text, line: 1 }])
    expect(copied).toBeLessThan(5 * text.length)
  })

  it.each([
    {
      form: 'one on each line',
      text: '{"a":1}\n\n  {"b":2}\r\n[3]',
      found: [
        [1, '{"a":1}'],
        [3, '{"b":2}'],
        [4, '[3]'],
      ],
    },
    {
      form: 'over several lines',
      text: '{\n "a": "}{"\n}\n\n[\n1]\n',
      found: [
        [1, '{\n "a": "}{"\n}'],
        [5, '[\n1]'],
      ],
    },
    {
      form: 'one after the other',
      text: '{"a":"\\""}{"b":[{}]}',
      found: [
        [1, '{"a":"\\""}'],
        [1, '{"b":[{}]}'],
      ],
    },
    {
      form: 'after a byte order mark',
      text: '\ufeff{"a":1}\n{"b":2}\n',
      found: [
        [1, '{"a":1}'],
        [2, '{"b":2}'],
      ],
    },
    {
      form: 'beside a line that is cut',
      text: '{"a":1}\n{"b":\n{"c":3}\n',
      found: [
        [1, '{"a":1}'],
        [2, '{"b":'],
        [3, '{"c":3}'],
      ],
    },
    {
      form: 'text that is not JSON',
      text: 'hello\nworld',
      found: [
        [1, 'hello'],
        [2, 'world'],
      ],
    },
    {
      form: 'an end that is cut',
      text: '{\n"a":1}\n{\n"b"',
      found: [
        [1, '{\n"a":1}'],
        [3, '{\n"b"'],
      ],
    },
    { form: 'nothing', text: ' \n\n', found: [] },
  ])('finds documents: $form', async ({ text, found }) => {
    for (const size of [1, 3, 1_000])
      expect((await split(text, size)).map(({ line, document }) => [line, document])).toEqual(found)
  })

  it('finds any values again, in either form and in chunks of any size', async () => {
    const values = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.json()), fc.array(fc.json())), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.constantFrom('\n', '', ' \n\n'),
        fc.constantFrom(0, 2),
        fc.integer({ min: 1, max: 50 }),
        async (all, between, indent, size) => {
          const texts = all.map((value) => JSON.stringify(value, null, indent))
          const found = await split(texts.join(between), size)
          expect(found.map(({ document }) => JSON.parse(String(document)))).toEqual(
            all.map((value) => JSON.parse(JSON.stringify(value))),
          )
        },
      ),
    )
  })

  it('passes bytes on that are no UTF-8', async () => {
    const bytes = Buffer.from([0x7b, 0x7d, 0x0a, 0xff, 0x0a])
    expect((await split(bytes)).map(({ document }) => typeof document)).toEqual(['string', 'object'])
  })

  it('refuses a document that is too long', async () => {
    const endless = Buffer.alloc(1_024 * 1_024, 0x31)
    async function* chunks() {
      yield Buffer.from('{"a":1}\n["')
      for (let sent = 0; sent <= maxDocumentBytes; sent += endless.length) yield endless
    }
    await expect(collect(splitDocuments(chunks()))).rejects.toThrow('the document at line 2 is longer than 64 MB')
  })
})
