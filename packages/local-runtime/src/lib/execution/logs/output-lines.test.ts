import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { OutputLines } from './output-lines.ts'

it('gives whole lines, whatever the pieces they come in, and the rest when asked', () => {
  const input = new PassThrough()
  const lines: string[] = []
  const output = new OutputLines(input, (line) => lines.push(line))
  const bytes = Buffer.from('grün\r\n\nend')
  for (const byte of bytes) input.emit('data', Buffer.of(byte))
  expect(lines).toEqual(['grün', ''])
  output.flush()
  output.flush()
  expect(lines).toEqual(['grün', '', 'end'])
})

it('the beginning of a character stays with the run that wrote it', () => {
  const input = new PassThrough()
  const lines: string[] = []
  const output = new OutputLines(input, (line) => lines.push(line))
  input.emit('data', Buffer.from('first ü').subarray(0, -1))
  output.flush()
  input.emit('data', Buffer.from('second\n'))
  expect(lines).toEqual(['first \ufffd', 'second'])
})

it('cuts a line that is too long, and no character of it', () => {
  const input = new PassThrough()
  const lines: string[] = []
  new OutputLines(input, (line) => lines.push(line))
  const text = 'ü'.repeat(400_000)
  const bytes = Buffer.from(`${text}\n`)
  for (let at = 0; at < bytes.length; at += 65_535) input.emit('data', bytes.subarray(at, at + 65_535))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.join('')).toBe(text)
})

it('keeps the lines of one entry together, whatever the pieces they come in', () => {
  const input = new PassThrough()
  const lines: string[] = []
  new OutputLines(input, (line) => lines.push(line))
  for (const byte of Buffer.from('one\rand two\r\nthree\n\rfour\n')) input.emit('data', Buffer.of(byte))
  expect(lines).toEqual(['one\nand two', 'three', '\nfour'])
})
