import { describe, expect, it } from 'vitest'
import { jsonFault, utf8Fault } from './json-payload.ts'

const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const at = (line: number, column: number): string => `\n at [Source: ${source}; line: ${line}, column: ${column}]`

describe('what is said of a body that is no text', () => {
  it.each([
    [[0xff], `Invalid UTF-8 start byte 0xff${at(1, 2)}`],
    [[0x22, 0x41, 0x80, 0x22], `Invalid UTF-8 start byte 0x80${at(1, 4)}`],
    // A letter that a client wrote in Latin-1.
    [[0x7b, 0x0a, 0x22, 0xdc, 0x6e], `Invalid UTF-8 middle byte 0x6e${at(2, 4)}`],
  ])('%j', (bytes, sentence) => {
    expect(utf8Fault(Uint8Array.from(bytes))).toBe(sentence)
  })
})

describe('what is said of a text that is no JSON', () => {
  it('names the place once', () => {
    const fault = jsonFault('{"a":1} x')
    expect(fault).toBe(`Unexpected non-whitespace character${at(1, 9)}`)
  })
})
