import { describe, expect, it } from 'vitest'
import { createFaultPrinter } from './fault-printer.ts'

const full = (): Error =>
  Object.assign(new Error('cannot write /data/queue.sqlite: disk is full'), { code: 'disk-full' })

describe('createFaultPrinter', () => {
  it('prints a fault with a code on one line, and counts its repetitions for a minute', () => {
    const lines: string[] = []
    let atMs = 0
    const print = createFaultPrinter(
      (line) => lines.push(line),
      () => atMs,
    )
    for (let n = 0; n < 40; n += 1) print(full())
    expect(lines).toEqual(['async-invoke: cannot write /data/queue.sqlite: disk is full'])
    atMs = 59_999
    print(full())
    atMs = 60_000
    print(full())
    atMs = 130_000
    print(full())
    expect(lines.slice(1)).toEqual([
      'async-invoke: cannot write /data/queue.sqlite: disk is full (and 40 more since the last)',
      'async-invoke: cannot write /data/queue.sqlite: disk is full',
    ])
  })

  it('prints other errors with their stack, and anything that is no error', () => {
    const lines: string[] = []
    const print = createFaultPrinter(
      (line) => lines.push(line),
      () => 0,
    )
    print(new TypeError('x is not a function'))
    print('text')
    print(undefined)
    expect(lines[0]).toMatch(/^async-invoke: TypeError: x is not a function\n {4}at /)
    expect(lines.slice(1)).toEqual(['async-invoke: text', 'async-invoke: undefined'])
  })
})
