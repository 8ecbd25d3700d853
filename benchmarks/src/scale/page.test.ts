import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Measured } from './costs.ts'
import { scalePage, scalePlot } from './page.ts'

const place = '2026-01-02 · CPU'
const measured: readonly Measured[] = [
  {
    ...{ store: 'memory', waiting: 10_000, functions: 100, place },
    costs: { accept: 5, claim: 3, settle: 2, memory: 100 },
  },
  {
    ...{ store: 'sqlite', waiting: 10_000, functions: 100, place },
    costs: { accept: 10, claim: 10, settle: 5, memory: 80, disk: 200 },
  },
  { store: 'sqlite', waiting: 100_000, functions: 100, place, skipped: 'the disk is full' },
]

describe('the page of scale', () => {
  const page = scalePage(measured)

  it('shows what was measured, why a case was not, and which cases were left out', () => {
    assert.match(page, /\| 10,000 \| 100 \| 10.0 µs \| 10.0 µs \| 5.0 µs \| 80 B \| 200 B \|/)
    assert.match(page, /\| 100,000 \| 100 \| the disk is full \|/)
    assert.match(page, /\| 10,000,000 \| 100 \| not measured \|/)
  })

  it('computes what half a core and ten million events of a kilobyte need', () => {
    assert.match(page, /\| Memory store \| 50,000 \| 11.2 GB \| none \|/)
    assert.match(page, /\| SQLite store \| 20,000 \| 0.8 GB \| 12.2 GB \|/)
  })
})

describe('the plot of scale', () => {
  it('has a line for each operation of each store, the costlier one higher', () => {
    const heights = [...scalePlot(measured).matchAll(/<circle cx="\d+" cy="(\d+)"/g)].map(([, y]) => Number(y))
    const [memoryAccept = 0, , , sqliteAccept = 0, sqliteClaim = 0, sqliteSettle = 0] = heights
    assert.equal(heights.length, 6)
    assert.ok(sqliteAccept < memoryAccept)
    assert.equal(sqliteAccept, sqliteClaim)
    assert.equal(sqliteSettle, memoryAccept)
  })
})
