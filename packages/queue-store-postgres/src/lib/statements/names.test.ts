import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitsIndex, readName, writeName } from './names.ts'

const names = fc
  .string({ unit: 'binary' })
  .chain((text) => fc.constantFrom(text, `${text}\0`, `\ufffe${text}`, `\udc00${text}\ud800`))

describe('names in the database', () => {
  it('are read as they were written, and written as text that PostgreSQL takes', () => {
    fc.assert(
      fc.property(names, (name) => {
        const written = writeName(name)
        expect(readName(written)).toBe(name)
        expect(() => encodeURIComponent(written)).not.toThrow()
        expect(written).not.toContain('\0')
      }),
    )
  })
  it.each([
    { name: 'order-1', fits: true },
    { name: 'x'.repeat(2_048), fits: true },
    { name: 'x'.repeat(2_049), fits: false },
    { name: '\0'.repeat(300), fits: false },
  ])('fit into an index: $fits, for $name.length characters', ({ name, fits }) => {
    expect(fitsIndex(name)).toBe(fits)
  })
})
