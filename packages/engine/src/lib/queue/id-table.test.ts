import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdTable } from './id-table.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

describe('IdTable', () => {
  it('finds and forgets ids as a map does, whatever they are', () => {
    const ids = [
      ...Array.from({ length: 40 }, (_, n) => uuid(n)),
      ...['', 'r-1', '00000000-0000-0000-0000-000000000000', uuid(1).toUpperCase(), `${uuid(1)}/OnFailure`],
      ...['0000000000000-4000-8000-000000000001', 'zzzzzzzz-0000-4000-8000-000000000001', 'ä'.repeat(36)],
    ]
    const step = fc.record({
      action: fc.constantFrom('add', 'add', 'remove', 'claim'),
      id: fc.constantFrom(...ids),
      row: fc.nat(200),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const table = new IdTable()
        const [rowOf, idOf] = [new Map<string, number>(), new Map<number, string>()]
        for (const { action, id, row } of steps) {
          const own = idOf.get(row)
          if (action === 'add' && own === undefined) {
            table.add(row, id)
            rowOf.set(id, row)
            idOf.set(row, id)
          } else if (action === 'claim' && own !== undefined) {
            table.claim(row)
            rowOf.set(own, row)
          } else if (action === 'remove' && own !== undefined) {
            table.remove(row)
            if (rowOf.get(own) === row) rowOf.delete(own)
            idOf.delete(row)
          }
        }
        expect(ids.map((id) => table.find(id))).toEqual(ids.map((id) => rowOf.get(id) ?? -1))
        expect([...idOf.keys()].map((row) => table.idOf(row))).toEqual([...idOf.values()])
        expect([...table.rows()]).toEqual([...rowOf.values()].sort((a, b) => a - b))
        expect(table.size).toBe(rowOf.size)
      }),
      { seed: 20261128, numRuns: 60 },
    )
  })

  it('keeps ids apart that differ in one digit, by thousands', () => {
    const table = new IdTable()
    for (let n = 0; n < 3_000; n += 1) table.add(n, uuid(n))
    for (let n = 0; n < 3_000; n += 2) table.remove(n)
    expect(Array.from({ length: 3_000 }, (_, n) => table.find(uuid(n)))).toEqual(
      Array.from({ length: 3_000 }, (_, n) => (n % 2 === 0 ? -1 : n)),
    )
    expect([table.idOf(1), table.idOf(2_999), table.size]).toEqual([uuid(1), uuid(2_999), 1_500])
  })

  // So many that some of them have one hash.
  it.each([
    { kind: 'UUIDs', idOf: uuid },
    { kind: 'other ids', idOf: (n: number): string => String(Math.imul(n, 0x9e3779b1)) },
  ])('finds each of 400,000 $kind', ({ idOf }) => {
    const table = new IdTable()
    const wrong: string[] = []
    for (let n = 0; n < 400_000; n += 1) {
      if (table.find(idOf(n)) !== -1) wrong.push(idOf(n))
      table.add(n, idOf(n))
    }
    expect([wrong, table.size]).toEqual([[], 400_000])
  })
})
