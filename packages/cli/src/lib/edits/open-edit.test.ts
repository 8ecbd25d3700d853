import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeOutcome, readOutcome } from '@async-invoke/schemas'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { recordOf } from '../../../test/failures.ts'
import { parseExactly } from './exact-json.ts'
import { mergePatch } from './merge-patch.ts'
import { openEdit } from './open-edit.ts'

const outcome = describeOutcome(readOutcome(recordOf(1)))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-edit-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('parseExactly', () => {
  it.each(['12345678901234567890', '0.1234567890123456789', '1e400', '-9007199254740993', '[1e-400]'])(
    'keeps the digits of %s, which JavaScript cannot hold',
    (text) => expect(JSON.stringify(parseExactly(text))).toBe(text),
  )

  it.each(['129.50', '1E2', '-0.0', '0', '9007199254740992', '1e21', '5e-324', '0.000001'])(
    'makes a plain number of %s',
    (text) => expect(parseExactly(text)).toBe(JSON.parse(text)),
  )

  it('makes plain numbers of all that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseExactly(JSON.stringify(value))).toBe(Object.is(value, -0) ? 0 : value)
      }),
    )
  })
})

describe('mergePatch', () => {
  it.each([
    { target: '{"a":"b"}', patch: '{"a":"c"}', result: '{"a":"c"}' },
    { target: '{"a":"b"}', patch: '{"b":"c"}', result: '{"a":"b","b":"c"}' },
    { target: '{"a":"b"}', patch: '{"a":null}', result: '{}' },
    { target: '{"a":"b","b":"c"}', patch: '{"a":null}', result: '{"b":"c"}' },
    { target: '{"a":["b"]}', patch: '{"a":"c"}', result: '{"a":"c"}' },
    { target: '{"a":"c"}', patch: '{"a":["b"]}', result: '{"a":["b"]}' },
    { target: '{"a":{"b":"c"}}', patch: '{"a":{"b":"d","c":null}}', result: '{"a":{"b":"d"}}' },
    { target: '{"a":[{"b":"c"}]}', patch: '{"a":[1]}', result: '{"a":[1]}' },
    { target: '["a","b"]', patch: '["c","d"]', result: '["c","d"]' },
    { target: '{"a":"b"}', patch: 'null', result: 'null' },
    { target: '{"e":null}', patch: '{"a":1}', result: '{"e":null,"a":1}' },
    { target: '[1,2]', patch: '{"a":"b","c":null}', result: '{"a":"b"}' },
    { target: '{}', patch: '{"a":{"bb":{"ccc":null}}}', result: '{"a":{"bb":{}}}' },
    { target: '{}', patch: '{"__proto__":{"a":1}}', result: '{"__proto__":{"a":1}}' },
    { target: '{"n":12345678901234567890}', patch: '{"n":{"a":1}}', result: '{"n":{"a":1}}' },
  ])('makes $result of $target and $patch', ({ target, patch, result }) => {
    expect(JSON.stringify(mergePatch(parseExactly(target), parseExactly(patch)))).toBe(result)
  })
})

describe('an edit', () => {
  it('changes a payload by a merge patch, and keeps the digits of its numbers', async () => {
    const edit = await openEdit(write('patch.json', '{"retried":true,"debug":null,"limit":12345678901234567891}'))
    expect(await edit('{"id":12345678901234567890,"total":129.50,"debug":1}', outcome)).toEqual({
      payload: '{"id":12345678901234567890,"total":129.5,"retried":true,"limit":12345678901234567891}',
    })
  })

  it('changes a payload by a module, which knows the outcome and may leave the event out', async () => {
    const module = `export default async (payload, { error, requestId }) => {
      if (payload.skip) return undefined
      if (payload.wrong) throw new Error('no such order')
      return { ...payload, after: error.errorType }
    }`
    const edit = await openEdit(write('edit.mjs', module))
    expect(await edit('{"a":1}', outcome)).toEqual({ payload: '{"a":1,"after":"ValidationError"}' })
    expect(await edit('{"skip":true}', outcome)).toEqual({ reason: 'left out by --edit', isLeftOut: true })
    expect(await edit('{"wrong":true}', outcome)).toEqual({ reason: 'cannot be edited: no such order' })
    expect(await edit('not JSON', outcome)).toEqual({ reason: expect.stringContaining('cannot be edited: ') })
  })

  it.each([
    { module: '(payload) => payload', payload: '{"a": 1.50}' },
    { module: '(payload) => ({ ...payload })', payload: '{"a": 1.50}' },
    { module: '(payload) => Object.assign(payload, { b: 2 })', payload: '{"a":1.5,"b":2}' },
  ])(
    'makes $payload of a payload by $module: one that stays as it was keeps its bytes',
    async ({ module, payload }) => {
      const edit = await openEdit(write(`same-${module.length}.mjs`, `export default ${module}`))
      expect(await edit('{"a": 1.50}', outcome)).toEqual({ payload })
    },
  )

  it('gives up on an event whose result never settles, after a minute', async () => {
    const edit = await openEdit(write('never.mjs', 'export default () => new Promise(() => {})'))
    vi.useFakeTimers()
    try {
      const edited = edit('{}', outcome)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(await edited).toEqual({ reason: 'cannot be edited: its result has not settled within a minute' })
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    { name: 'array.json', text: '[{"op":"remove","path":"/a"}]', fault: 'is an object, but an array' },
    { name: 'number.json', text: '5', fault: 'is an object, but 5' },
    { name: 'cut.json', text: '{"a":', fault: 'cannot be parsed: ' },
    { name: 'twice.json', text: '{"a":1,\n"b":2,"a":null}', fault: 'a stands twice, in the lines 1 and 2' },
    { name: 'named.mjs', text: 'export const edit = () => 1', fault: 'has no function as its default export' },
    { name: 'broken.mjs', text: 'export default (', fault: 'cannot load --edit' },
  ])('refuses $name: $fault', async ({ name, text, fault }) => {
    await expect(openEdit(write(name, text))).rejects.toThrow(fault)
  })

  it('names the file that is not there', async () => {
    await expect(openEdit('nowhere.json')).rejects.toThrow('cannot read --edit nowhere.json: ENOENT')
    await expect(openEdit('nowhere.mjs')).rejects.toThrow('cannot load --edit nowhere.mjs: ')
  })
})
