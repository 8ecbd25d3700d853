import { PassThrough } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { OutputLines } from './output-lines.ts'

describe('OutputLines', () => {
  let input: PassThrough
  let lines: string[]
  let output: OutputLines

  beforeEach(() => {
    input = new PassThrough()
    lines = []
    output = new OutputLines(input, (line) => lines.push(line))
  })

  it('emits whole lines however the input is chunked, and the last one on flush()', () => {
    const bytes = Buffer.from('grün\r\n\nend')
    for (const byte of bytes) input.emit('data', Buffer.of(byte))
    expect(lines).toEqual(['grün', ''])
    output.flush()
    output.flush()
    expect(lines).toEqual(['grün', '', 'end'])
  })

  it('emits an incomplete character with the run that wrote it', () => {
    input.emit('data', Buffer.from('first ü').subarray(0, -1))
    output.flush()
    input.emit('data', Buffer.from('second\n'))
    expect(lines).toEqual(['first \ufffd', 'second'])
  })

  it('splits a line that is too long, but no character of it', () => {
    const line = 'ü'.repeat(400_000)
    const bytes = Buffer.from(`${line}\n`)
    for (let at = 0; at < bytes.length; at += 65_535) input.emit('data', bytes.subarray(at, at + 65_535))
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).toBe(line)
  })

  it('keeps the lines of one entry together however the input is chunked', () => {
    for (const byte of Buffer.from('one\rand two\r\nthree\n\rfour\n')) input.emit('data', Buffer.of(byte))
    expect(lines).toEqual(['one\nand two', 'three', '\nfour'])
  })
})
