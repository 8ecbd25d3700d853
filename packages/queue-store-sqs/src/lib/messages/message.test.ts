import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toContent } from './content.ts'
import { formatMessage, readMessage, type TravellingItem } from './message.ts'

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => new Uint8Array(Buffer.from(text))),
)
const items = fc.record({ id: fc.string(), lane: fc.string(), deliveries: fc.nat(), state: bytes, body: bytes })
type Item = TravellingItem & { readonly body: Uint8Array }

const written = (item: Item, isWide = false): string =>
  formatMessage(item, { ...toContent(item.body, isWide), bytes: item.body.length, sum: bytesSum(item.body) })

/** An item in a form that `toEqual` compares. */
const plain = ({ id, lane, deliveries, state, body }: Item) => ({
  id,
  lane,
  deliveries,
  state: [...state],
  body: [...body],
})

function read(text: string): ({ isDamaged: boolean } & ReturnType<typeof plain>) | undefined {
  const message = readMessage(text)
  if (message === undefined) return undefined
  const { body } = message
  if ('key' in body) return { ...plain({ ...message, body: new Uint8Array() }), isDamaged: true }
  return { ...plain({ ...message, body }), isDamaged: message.isDamaged }
}

describe('a message', () => {
  it('returns any item whole, in characters that SQS carries', () => {
    fc.assert(
      fc.property(items, fc.boolean(), (item, isWide) => {
        const text = written(item, isWide)
        expect(read(text)).toEqual({ ...plain(item), isDamaged: false })
        expect(text).toMatch(
          isWide ? /^[\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u : /^[\t\n\x20-\uD7FF\uE000-\uFFFD]+$/,
        )
      }),
    )
  })

  it('is damaged or foreign once a character has changed, and never another item', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), (item, at, code) => {
        const text = written(item)
        const position = at % text.length
        const changed = text.slice(0, position) + String.fromCharCode(code) + text.slice(position + 1)
        const found = read(changed)
        if (found === undefined || found.isDamaged) return
        expect(found).toEqual({ ...plain(item), isDamaged: false })
      }),
      { numRuns: 200 },
    )
  })

  it('is damaged or foreign once its end is cut off, unless nothing is missing', () => {
    fc.assert(
      fc.property(items, fc.nat(), (item, length) => {
        const text = written(item)
        const found = read(text.slice(0, length % text.length))
        // The padding of base64 says nothing.
        if (found?.isDamaged === false) expect(found).toEqual({ ...plain(item), isDamaged: false })
      }),
    )
  })

  it.each(['', 'hello', '{}', 'null', '[]', '{"async-invoke":1}', '{"async-invoke":2,"id":"a"}\n', '{"Records":[]}'])(
    'is none of this package as %j',
    (text) => {
      expect(readMessage(text)).toBeUndefined()
    },
  )

  it('has a body that people can read, unless it is no text', () => {
    const item = { id: 'r-1', lane: 'f', deliveries: 0, state: new Uint8Array() }
    const lines = (body: string) => written({ ...item, body: Buffer.from(body, 'latin1') }).split('\n')
    expect(lines('{"a": 1}\n')).toEqual([expect.any(String), '{"a": 1}', ''])
    expect(lines('\xff')[1]).toBe('/w==')
  })
})
