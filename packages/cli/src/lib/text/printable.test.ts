import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable } from './printable.ts'

describe('printable', () => {
  it.each([
    { name: 'a colour', text: '\u001b[1;31mred\u001b[0m', shown: 'red' },
    { name: 'a cleared screen', text: 'a\u001b[2J\u001b[Hb', shown: 'ab' },
    { name: 'a title that ends with BEL', text: '\u001b]0;title\u0007text', shown: 'text' },
    { name: 'a link that ends with ST', text: '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', shown: 'link' },
    { name: 'a reset', text: '\u001bctext', shown: 'text' },
    { name: 'a device string', text: '\u001bPq#0\u001b\\text', shown: 'text' },
    { name: 'eight-bit sequences', text: '\u009b31mred\u009d0;t\u009c', shown: 'red' },
    { name: 'an overwritten line', text: 'safe\rfake\b\b', shown: 'safefake' },
    { name: 'another order', text: 'user\u202e\u2066// admin\u2069\u2066', shown: 'user// admin' },
    { name: 'marks of a direction, which stay', text: 'a\u200f\u200eשלום', shown: 'a\u200f\u200eשלום' },
    { name: 'tabs and line breaks, which stay', text: 'a\tb\nc 😀 é', shown: 'a\tb\nc 😀 é' },
  ])('removes $name', ({ text, shown }) => {
    expect(printable(text)).toBe(shown)
  })

  it('leaves no control character but tab and line break in any text', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u202e', '\u2069', '\u001b', '[', ']', 'P', '\\', '\u0007', '\u009b', 'm', '\r'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const left = [...printable(parts.join(''))].map((char) => char.charCodeAt(0))
        const isControl = (code: number) => (code < 32 && code !== 9 && code !== 10) || (code > 126 && code < 160)
        expect(left.filter(isControl)).toEqual([])
        expect(left.filter((code) => (code > 0x2029 && code < 0x202f) || (code > 0x2065 && code < 0x206a))).toEqual([])
      }),
    )
  })
})
