import { describe, expect, it } from 'vitest'
import { fuzzTarget } from './fuzz-target.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'
import { runThread } from './run-thread.ts'
import type { Target } from './target.ts'

const planted = (isBroken: (text: string) => boolean): Target => ({
  promise: 'never broken',
  seeds: () => [Buffer.from('{"name":"orders","list":[1,2,3],"nested":{"a":null}}')],
  mutate: mutateJson,
  open: async () => ({
    attempt(input) {
      if (isBroken(Buffer.from(input).toString())) throw new TypeError('broken')
    },
  }),
})

/** Ends after a number of turns instead of a time. */
const after = (turns: number) => () => {
  turns -= 1
  return turns < 0
}

describe('fuzzTarget', () => {
  it('finds a planted fault, and makes its input as small as it gets', async () => {
    const target = planted((text) => text.includes('__proto__'))
    const { failure, inputs } = await fuzzTarget(target, { corpus: [], seed: 1, until: after(10_000) })
    expect(failure?.error).toEqual(new TypeError('broken'))
    expect(Buffer.from(failure?.input ?? []).toString()).toBe('__proto__')
    expect(inputs).toBeGreaterThan(1)
  })

  it('tries the corpus first, and finds the same inputs again from the same seed', async () => {
    const corpus = [Buffer.from('kept')]
    const found = await fuzzTarget(
      planted((text) => text === 'kept'),
      { corpus, seed: 1, until: after(0) },
    )
    expect(found).toMatchObject({ inputs: 1, failure: { input: Buffer.from('kept') } })
    const tried = async (): Promise<readonly string[]> => {
      const texts: string[] = []
      const note = (input: Uint8Array): unknown => texts.push(Buffer.from(input).toString('latin1'))
      await fuzzTarget(
        planted(() => false),
        { corpus, seed: 3, until: after(5), note },
      )
      return texts
    }
    const texts = await tried()
    expect(new Set(texts).size).toBeGreaterThan(150)
    expect(await tried()).toEqual(texts)
  })
})

describe('mutateJson', () => {
  it('changes JSON to other JSON nearly always, with names that every object inherits as own members', () => {
    const input = Buffer.from('{"a":{"b":[1,"two",null]},"c":true}')
    let [seed, json, changed, proto] = [1, 0, 0, 0]
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    for (let n = 0; n < 2_000; n += 1) {
      const text = Buffer.from(mutateJson(input, random)).toString()
      if (text !== input.toString()) changed += 1
      if (text.includes('"__proto__"')) proto += 1
      try {
        JSON.parse(text)
        json += 1
      } catch {}
      expect(mutateBytes(input, random).length).toBeLessThan(1_000)
    }
    expect(json).toBeGreaterThan(1_850)
    expect(changed).toBeGreaterThan(1_700)
    expect(proto).toBeGreaterThan(20)
  })
})

describe('runThread', () => {
  it('reports the input of a target that its thread cannot load', async () => {
    const result = await runThread({ name: 'no-such-target', corpus: [], seed: 1, seconds: 1 })
    expect(result).toMatchObject({ inputs: 0, error: expect.stringContaining('no-such-target') })
  })
})
