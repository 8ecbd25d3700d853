import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WriteProgram } from '../tables/write-program.ts'
import { maxRecordBytes, readRecord, recordBytes, writeRecord } from './record.ts'

const salt = 4_711
const text = fc.string({ unit: 'binary', maxLength: 8 })
const content = fc.uint8Array({ maxLength: 40 })
const item = fc.record({ seq: fc.maxSafeNat(), id: text, lane: text, state: content, body: content })

function programOf(items: readonly (typeof item extends fc.Arbitrary<infer Type> ? Type : never)[]) {
  const program = new WriteProgram()
  for (const { seq, id, lane, state, body } of items) {
    program.add(seq, id, lane, seq / 2, state, body)
    program.endCall()
  }
  return program.message()
}

function written(program: ReturnType<typeof programOf>, number: number): Buffer<ArrayBuffer> {
  const image = Buffer.from(new ArrayBuffer(Math.ceil(maxRecordBytes(program) / 8) * 8))
  const bytes = writeRecord(image, salt, { number, program })
  return image.subarray(0, bytes.length)
}

/** Lone surrogates have no UTF-8, in SQLite neither. */
const wellFormed = (strings: readonly string[]): readonly string[] =>
  strings.map((each) => Buffer.from(each).toString())

describe('a record of the journal', () => {
  it('has the numbers, strings and bytes of its program, as one call', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.maxSafeNat(), (items, number) => {
        const program = programOf(items)
        const record = written(program, number)
        const read = readRecord(record, 0, salt)
        expect(recordBytes(record)).toBe(record.length)
        expect(read?.number).toBe(number)
        expect([...(read?.program.numbers ?? [])]).toEqual([...program.numbers])
        expect(Buffer.compare(read?.program.bytes ?? Buffer.alloc(0), program.bytes)).toBe(0)
        expect(read?.program.strings.join('\n')).toBe(wellFormed(program.strings).join('\n'))
        expect(read?.program.ends).toEqual([program.numbers.length, program.strings.length, program.bytes.length])
      }),
    )
  })

  it('is none with any bit flipped, any byte cut, or another salt', () => {
    const change = fc.record({ at: fc.nat(), bit: fc.nat(7) })
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), change, (items, { at, bit }) => {
        const record = written(programOf(items), 9)
        expect(readRecord(record, 0, salt + 1)).toBeUndefined()
        expect(readRecord(record.subarray(0, at % record.length), 0, salt)).toBeUndefined()
        const byte = at % record.length
        record[byte] = (record[byte] as number) ^ (1 << bit)
        expect(readRecord(record, 0, salt)).toBeUndefined()
      }),
    )
  })
})
