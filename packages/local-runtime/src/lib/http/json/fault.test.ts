import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { jsonFault, utf8Fault } from './fault.ts'
import { scanJson } from './scanner.ts'

const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const place = (line: number, column: number): string => `[Source: ${source}; line: ${line}, column: ${column}]`
const at = (line: number, column: number): string => `\n at ${place(line, column)}`
const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

describe('what is said of a body that is no text (2.3)', () => {
  it.each([
    // What the CLI's second version sends for a payload that it took for base64.
    ['9b2b2db2', `Unexpected character ((CTRL-CHAR, code 155)): expected a valid value ${anyValue}${at(1, 1)}`],
    ['99eb2c6a', `Unexpected character ((CTRL-CHAR, code 153)): expected a valid value ${anyValue}${at(1, 1)}`],
    ['6e87729e', `Invalid UTF-8 start byte 0x87${at(1, 3)}`],
    ['b72b', `Unexpected character ('·' (code 183)): expected a valid value ${anyValue}${at(1, 1)}`],
    ['3044aa61', `Unexpected character ('D' (code 68)): Expected space separating root-level values${at(1, 2)}`],
    ['d697', `Invalid UTF-8 start byte 0x97${at(1, 3)}`],
    ['e2809c', `Invalid UTF-8 start byte 0x80${at(1, 3)}`],
    ['ff', `Unrecognized token 'ÿ': was expecting ${anyValue}${at(1, 2)}`],
    ['22418022', `Invalid UTF-8 start byte 0x80${at(1, 4)}`],
    // A letter that a client wrote in Latin-1.
    ['7b0a2261223a22dc6e227d', `Invalid UTF-8 middle byte 0x6e${at(2, 8)}`],
    // In a name, and for a surrogate in UTF-8, that parser sees nothing.
    ['7b0a22dc6e223a317d', `Invalid UTF-8 middle byte 0x6e${at(2, 4)}`],
    ['22eda08022', `Invalid UTF-8 middle byte 0xa0${at(1, 4)}`],
  ])('%s', (hex, sentence) => {
    expect(utf8Fault(Buffer.from(hex, 'hex'))).toBe(sentence)
  })
})

describe('what is said of a text that is no JSON (2.3)', () => {
  it.each([
    ['test data', `Unrecognized token 'test': was expecting ${anyValue}${at(1, 6)}`],
    ['tru\n', `Unrecognized token 'tru': was expecting ${anyValue}${at(1, 5)}`],
    ['[\n tru\r\n', `Unrecognized token 'tru': was expecting ${anyValue}${at(2, 6)}`],
    ['badbod', `Unrecognized token 'badbod': was expecting ${anyValue}${at(1, 7)}`],
    ['[tru]', `Unrecognized token 'tru': was expecting ${anyValue}${at(1, 6)}`],
    [
      '{"a": NaN}',
      `Non-standard token 'NaN': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow${at(1, 10)}`,
    ],
    ["'test'", `Unexpected character (''' (code 39)): expected a valid value ${anyValue}${at(1, 1)}`],
    ['{client:1}', `Unexpected character ('c' (code 99)): was expecting double-quote to start field name${at(1, 2)}`],
    [
      '{\n  “a”: 1}',
      `Unexpected character ('“' (code 8220 / 0x201c)): was expecting double-quote to start field name${at(2, 5)}`,
    ],
    ['{"a":1,}', `Unexpected character ('}' (code 125)): was expecting double-quote to start field name${at(1, 8)}`],
    [
      '{"a" 1}',
      `Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value${at(1, 6)}`,
    ],
    ['{"a":"b"c"}', `Unexpected character ('c' (code 99)): was expecting comma to separate Object entries${at(1, 9)}`],
    ['[1 2]', `Unexpected character ('2' (code 50)): was expecting comma to separate Array entries${at(1, 4)}`],
    ['[1,]', `Unexpected character (']' (code 93)): expected a value${at(1, 4)}`],
    [
      '---',
      `Unexpected character ('-' (code 45)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value${at(1, 2)}`,
    ],
    ['01', `Invalid numeric value: Leading zeroes not allowed${at(1, 2)}`],
    ['1.x', `Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit${at(1, 3)}`],
    ['"a\\x"', `Unrecognized character escape 'x' (code 120)${at(1, 4)}`],
    [
      '"\\u12g4"',
      `Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence${at(1, 6)}`,
    ],
    [
      '"a\nb"',
      `Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value${at(1, 3)}`,
    ],
    ['[{]', `Unexpected close marker ']': expected '}' (for Object starting at ${place(1, 2)})${at(1, 4)}`],
    ['{"a":1]', `Unexpected close marker ']': expected '}' (for Object starting at ${place(1, 1)})${at(1, 8)}`],
    [
      '[1, {"a": [2]',
      `Unexpected end-of-input: expected close marker for Object (start marker at ${place(1, 5)})${at(1, 14)}`,
    ],
    ['{"a":', `Unexpected end-of-input within/between Object entries${at(1, 6)}`],
    ['{"a', `Unexpected end-of-input: was expecting closing '"' for name${at(1, 4)}`],
    ['"a', `Unexpected end-of-input in VALUE_STRING${at(1, 3)}`],
    ['{"a":1} {}', `Unexpected non-whitespace character${at(1, 9)}`],
    [' ', `Unexpected end-of-input${at(1, 2)}`],
  ])('%j', (text, sentence) => {
    expect(jsonFault(text)).toBe(sentence)
  })

  it('nothing of JSON', () => {
    for (const text of ['0', '-0.5e+3', '[[],{},true]', ' null\r\n', '{"a\\u00e9ü":["\\n😀",false,-1E2]}']) {
      expect(jsonFault(text)).toBeUndefined()
      expect(scanJson(Buffer.from(text))).toEqual({ secondValueAt: undefined })
    }
  })
})

describe('a body of 6 MiB that is no JSON', () => {
  /** Finds the fault of `unit`, repeated to 6 MiB, in a thread that may use 96 MB of heap. */
  async function faultInSmallHeap(unit: string): Promise<string> {
    const module = new URL('./fault.ts', import.meta.url).href
    const program = `
      const { parentPort, workerData: unit } = require('node:worker_threads')
      import('${module}').then(({ jsonFault }) => {
        parentPort.postMessage(jsonFault('['.repeat(9) + unit.repeat(6 * 2 ** 20 / unit.length)))
      })`
    const execArgv = ['--conditions=@async-invoke/source']
    const resourceLimits = { maxOldGenerationSizeMb: 96 }
    const worker = new Worker(program, { eval: true, workerData: unit, execArgv, resourceLimits })
    const [fault] = await once(worker, 'message')
    await worker.terminate()
    return fault
  }

  it.each([
    ['[', 'expected close marker for Array'],
    ['{"a":', 'within/between Object entries'],
    ['[{"":', 'within/between Object entries'],
    ['[],', 'within/between Array entries'],
    ['\n', 'expected close marker for Array'],
    ['"', 'was expecting comma to separate Array entries'],
    ['0 ', 'was expecting comma to separate Array entries'],
  ])('costs no heap for each of its parts: %j', async (unit, sentence) => {
    expect(await faultInSmallHeap(unit)).toContain(sentence)
  })
})
