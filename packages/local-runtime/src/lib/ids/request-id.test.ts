import { describe, expect, it } from 'vitest'
import { newRequestId } from './request-id.ts'

describe('newRequestId', () => {
  it('returns distinct UUIDs of version 4 across several batches', () => {
    const ids = Array.from({ length: 1_000 }, newRequestId)
    expect(new Set(ids).size).toBe(1_000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('draws every hexadecimal digit at every position that the version does not fix', () => {
    const ids = Array.from({ length: 2_000 }, newRequestId)
    for (let at = 0; at < 36; at += 1) {
      const expected = at === 14 || [8, 13, 18, 23].includes(at) ? 1 : at === 19 ? 4 : 16
      expect(new Set(ids.map((id) => id[at])).size).toBe(expected)
    }
  })
})
