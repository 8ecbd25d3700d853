import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { findFault, findJsonFault } from './fault.ts'
import { scanJson, scanSteps } from './scanner.ts'

const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const position = (line: number, column: number): string => `[Source: ${source}; line: ${line}, column: ${column}]`
const at = (line: number, column: number): string => `\n at ${position(line, column)}`
const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
const tooDeep =
  'Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)'

describe('findFault (2.3)', () => {
  it.each([
    // What version 2 of the AWS CLI sends for a payload that it decodes as base64.
    {
      hex: '9b2b2db2',
      message: `Unexpected character ((CTRL-CHAR, code 155)): expected a valid value ${anyValue}${at(1, 1)}`,
    },
    {
      hex: '99eb2c6a',
      message: `Unexpected character ((CTRL-CHAR, code 153)): expected a valid value ${anyValue}${at(1, 1)}`,
    },
    { hex: '6e87729e', message: `Invalid UTF-8 start byte 0x87${at(1, 3)}` },
    { hex: 'b72b', message: `Unexpected character ('·' (code 183)): expected a valid value ${anyValue}${at(1, 1)}` },
    {
      hex: '3044aa61',
      message: `Unexpected character ('D' (code 68)): Expected space separating root-level values${at(1, 2)}`,
    },
    { hex: 'd697', message: `Invalid UTF-8 start byte 0x97${at(1, 3)}` },
    { hex: 'e2809c', message: `Invalid UTF-8 start byte 0x80${at(1, 3)}` },
    { hex: 'ff', message: `Unrecognized token 'ÿ': was expecting ${anyValue}${at(1, 2)}` },
    { hex: '22418022', message: `Invalid UTF-8 start byte 0x80${at(1, 4)}` },
    // A letter in Latin-1.
    { hex: '7b0a2261223a22dc6e227d', message: `Invalid UTF-8 middle byte 0x6e${at(2, 8)}` },
    // The service's parser misses faults in a name and an encoded surrogate.
    { hex: '7b0a22dc6e223a317d', message: `Invalid UTF-8 middle byte 0x6e${at(2, 4)}` },
    { hex: '22eda08022', message: `Invalid UTF-8 middle byte 0xa0${at(1, 4)}` },
  ])('reports the fault in the bytes $hex', async ({ hex, message }) => {
    expect(await findFault(Buffer.from(hex, 'hex'))).toBe(message)
  })
})

describe('findJsonFault (2.3)', () => {
  it.each([
    { text: 'test data', message: `Unrecognized token 'test': was expecting ${anyValue}${at(1, 6)}` },
    { text: 'tru\n', message: `Unrecognized token 'tru': was expecting ${anyValue}${at(1, 5)}` },
    { text: '[\n tru\r\n', message: `Unrecognized token 'tru': was expecting ${anyValue}${at(2, 6)}` },
    { text: 'badbod', message: `Unrecognized token 'badbod': was expecting ${anyValue}${at(1, 7)}` },
    { text: '[tru]', message: `Unrecognized token 'tru': was expecting ${anyValue}${at(1, 6)}` },
    {
      text: '{"a": NaN}',
      message: `Non-standard token 'NaN': enable \`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS\` to allow${at(1, 10)}`,
    },
    { text: "'test'", message: `Unexpected character (''' (code 39)): expected a valid value ${anyValue}${at(1, 1)}` },
    {
      text: '{client:1}',
      message: `Unexpected character ('c' (code 99)): was expecting double-quote to start field name${at(1, 2)}`,
    },
    {
      text: '{\n  “a”: 1}',
      message: `Unexpected character ('“' (code 8220 / 0x201c)): was expecting double-quote to start field name${at(2, 5)}`,
    },
    {
      text: '{"a":1,}',
      message: `Unexpected character ('}' (code 125)): was expecting double-quote to start field name${at(1, 8)}`,
    },
    {
      text: '{"a" 1}',
      message: `Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value${at(1, 6)}`,
    },
    {
      text: '{"a":"b"c"}',
      message: `Unexpected character ('c' (code 99)): was expecting comma to separate Object entries${at(1, 9)}`,
    },
    {
      text: '[1 2]',
      message: `Unexpected character ('2' (code 50)): was expecting comma to separate Array entries${at(1, 4)}`,
    },
    { text: '[1,]', message: `Unexpected character (']' (code 93)): expected a value${at(1, 4)}` },
    {
      text: '---',
      message: `Unexpected character ('-' (code 45)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value${at(1, 2)}`,
    },
    { text: '01', message: `Invalid numeric value: Leading zeroes not allowed${at(1, 2)}` },
    {
      text: '1.x',
      message: `Unexpected character ('x' (code 120)) in numeric value: Decimal point not followed by a digit${at(1, 3)}`,
    },
    { text: '"a\\x"', message: `Unrecognized character escape 'x' (code 120)${at(1, 4)}` },
    {
      text: '"\\u12g4"',
      message: `Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence${at(1, 6)}`,
    },
    {
      text: '"a\nb"',
      message: `Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value${at(1, 3)}`,
    },
    {
      text: '[{]',
      message: `Unexpected close marker ']': expected '}' (for Object starting at ${position(1, 2)})${at(1, 4)}`,
    },
    {
      text: '{"a":1]',
      message: `Unexpected close marker ']': expected '}' (for Object starting at ${position(1, 1)})${at(1, 8)}`,
    },
    {
      text: '[1, {"a": [2]',
      message: `Unexpected end-of-input: expected close marker for Object (start marker at ${position(1, 5)})${at(1, 14)}`,
    },
    { text: '{"a":', message: `Unexpected end-of-input within/between Object entries${at(1, 6)}` },
    { text: '{"a', message: `Unexpected end-of-input: was expecting closing '"' for name${at(1, 4)}` },
    { text: '"a', message: `Unexpected end-of-input in VALUE_STRING${at(1, 3)}` },
    { text: '{"a":1} {}', message: `Unexpected non-whitespace character${at(1, 9)}` },
    { text: ' ', message: `Unexpected end-of-input${at(1, 2)}` },
  ])('reports the fault: %j', ({ text, message }) => {
    expect(findJsonFault(text)).toBe(message)
  })

  it('finds no fault in JSON', () => {
    for (const text of ['0', '-0.5e+3', '[[],{},true]', ' null\r\n', '{"a\\u00e9ü":["\\n😀",false,-1E2]}']) {
      expect(findJsonFault(text)).toBeUndefined()
      expect(scanJson(Buffer.from(text))).toEqual({ values: 1, secondValueAt: undefined })
    }
  })
})

describe('findFault with 6 MiB that are not JSON', () => {
  /** Finds the fault in `unit`, repeated to 6 MiB, in a thread with a heap limit of 96 MB. */
  async function faultInSmallHeap(unit: string): Promise<string> {
    const module = new URL('./fault.ts', import.meta.url).href
    const program = `
      const { parentPort, workerData: unit } = require('node:worker_threads')
      import('${module}').then(async ({ findFault }) => {
        const bytes = new TextEncoder().encode('['.repeat(9) + unit.repeat(6 * 2 ** 20 / unit.length))
        parentPort.postMessage(await findFault(bytes))
      })`
    const execArgv = ['--conditions=@async-invoke/source']
    const resourceLimits = { maxOldGenerationSizeMb: 96 }
    const worker = new Worker(program, { eval: true, workerData: unit, execArgv, resourceLimits })
    const [fault] = await once(worker, 'message')
    await worker.terminate()
    return fault
  }

  it.each([
    { unit: '[', message: tooDeep },
    { unit: '{"a":', message: tooDeep },
    { unit: '[{"":', message: tooDeep },
    { unit: '[],', message: 'within/between Array entries' },
    { unit: '\n', message: 'expected close marker for Array' },
    { unit: '"', message: 'was expecting comma to separate Array entries' },
    { unit: '0 ', message: 'was expecting comma to separate Array entries' },
  ])('needs less than 96 MB of heap: %j', async ({ unit, message }) => {
    expect(await faultInSmallHeap(unit)).toContain(message)
  })
})

describe('nesting (U-25)', () => {
  const nested = (depth: number): Uint8Array => Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`)

  it('accepts 1,000 levels and refuses 1,001, alone and in a payload of any size', async () => {
    expect(await findFault(nested(1_000))).toBeUndefined()
    expect(await findFault(nested(1_001))).toBe(tooDeep)
    const padded = (depth: number): Uint8Array => Buffer.concat([Buffer.alloc(300_000, ' '), nested(depth)])
    expect(await findFault(padded(1_000))).toBeUndefined()
    expect(await findFault(padded(1_001))).toBe(tooDeep)
    expect(findJsonFault(`{"a":${Buffer.from(nested(1_000))}}`)).toBe(tooDeep)
  })
})

describe('scanSteps', () => {
  /** A JSON text with every kind of token, changed at random places. */
  function* texts(count: number): Generator<Buffer> {
    const json = ' [{"a\\u00e9ü": "\\n😀\\\\", "b" : [false,-1.5E+2, null ]},\t{}, [],"",0, true ] \r\n'
    const pieces = [
      '"',
      '\\',
      '\\u12',
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '1',
      '-',
      '.',
      'e',
      't',
      'é',
      '\u0001',
      ' ',
      '\xff',
    ]
    const random = seeded(7)
    for (let n = 0; n < count; n += 1) {
      let bytes = Buffer.from(json)
      for (let changes = random(4); changes > 0; changes -= 1) {
        const at = random(bytes.length)
        const piece = Buffer.from(pieces[random(pieces.length)] ?? '', random(2) === 0 ? 'latin1' : 'utf8')
        bytes = Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + random(3))])
      }
      yield bytes
    }
  }

  it('accepts exactly the bytes that JSON.parse accepts', async () => {
    let accepted = 0
    for (const bytes of texts(5_000)) {
      const padded = Buffer.concat([Buffer.alloc(2_001, ' '), bytes])
      const valid = isJson(bytes)
      accepted += valid ? 1 : 0
      expect((await findFault(padded)) === undefined, JSON.stringify(bytes.toString('latin1'))).toBe(valid)
    }
    expect(accepted).toBeGreaterThan(1_250)
  })

  it('finds the same whatever the size of a slice, and keeps to that size but for a token', () => {
    for (const bytes of texts(500)) {
      const whole = scanJson(bytes)
      for (const sliceBytes of [1, 2, 3, 7, 16]) {
        const steps = scanSteps(bytes, { sliceBytes })
        let [reached, step] = [0, steps.next()]
        for (; step.done !== true; step = steps.next()) {
          expect(step.value - reached).toBeLessThanOrEqual(sliceBytes + 7)
          reached = step.value
        }
        expect(step.value).toEqual(whole)
      }
    }
  })

  it.each([
    { name: 'a string', bytes: Buffer.from(`"${'x'.repeat(6_000_000)}"`) },
    { name: 'a name', bytes: Buffer.from(`{"${'x'.repeat(6_000_000)}":1}`) },
    { name: 'white space', bytes: Buffer.concat([Buffer.alloc(6_000_000, '\n'), Buffer.from('1')]) },
    { name: 'small values', bytes: Buffer.from(`[${'1,'.repeat(3_000_000)}1]`) },
    { name: 'brackets', bytes: Buffer.from(`[${'[],'.repeat(2_000_000)}1]`) },
  ])('reads $name of 6 MB in slices', ({ bytes }) => {
    let [reached, longest] = [0, 0]
    for (const at of scanSteps(bytes, { sliceBytes: 65_536 })) {
      longest = Math.max(longest, at - reached)
      reached = at
    }
    expect(longest).toBeLessThanOrEqual(65_536 + 7)
    expect(reached).toBeGreaterThan(5_900_000)
  })
})

describe('findFault with bytes that are not UTF-8', () => {
  it('finds the same byte whatever stands before it', async () => {
    const text = 'aé€😀'.repeat(40)
    const random = seeded(11)
    for (let n = 0; n < 200; n += 1) {
      const bytes = Buffer.from(`["${text}"]`)
      bytes[2 + random(bytes.length - 4)] = 0x80 + random(0x80)
      const small = await findFault(bytes)
      // Spaces, so that the columns differ by their number alone.
      const before = 70_000 + random(70_000)
      const large = await findFault(Buffer.concat([Buffer.alloc(before, ' '), bytes]))
      expect(large).toBe(small?.replace(/column: (\d+)/, (_, column) => `column: ${Number(column) + before}`))
    }
  })
})

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    return true
  } catch {
    return false
  }
}

/** Draws integers below a bound, the same ones in every run. */
function seeded(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state * 48_271) % 2_147_483_647
    return state % bound
  }
}
