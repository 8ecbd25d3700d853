import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../engine-error.ts'
import { eventText } from './event-text.ts'
import { createEffects } from './explore/effects/effects.ts'
import { explore } from './explore/explore.ts'
import { runAsync } from './run-async.ts'

const circle: { self?: unknown } = {}
circle.self = circle
const refused = [
  { event: circle, message: /^event is not JSON: Converting circular structure to JSON$/ },
  { event: { count: 10n }, message: /^event is not JSON: Do not know how to serialize a BigInt$/ },
  { event: () => {}, message: /^event is a function, which JSON cannot represent$/ },
]

describe('an event of a test', () => {
  it.each(refused)('is refused by runAsync and explore without JSON: $message', async ({ event, message }) => {
    const refusal = { code: 'invalid-payload', message: expect.stringMatching(message) }
    await expect(runAsync(async () => {}, event)).rejects.toMatchObject(refusal)
    await expect(explore(async () => {}, event)).rejects.toMatchObject(refusal)
    await expect(explore(async () => {}, {}, { followedBy: [{}, event] })).rejects.toThrow(/^followedBy\[1\] is /)
  })

  it('arrives as its sender would have written it, a new one in each run', async () => {
    const seen: unknown[] = []
    const effects = createEffects()
    const handler = async (event: { n?: number }) => {
      seen.push(structuredClone(event))
      event.n = 7
      await effects.call('charge', {})
    }
    await explore(handler, { at: new Date(0), gone: undefined, of: new Map() }, { effects })
    expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"at":"1970-01-01T00:00:00.000Z","of":{}}']),
    )
    await expect(runAsync(async (event) => event, undefined)).resolves.toMatchObject({
      record: { responsePayload: {} },
    })
  })

  it('is JSON or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (event) => {
        try {
          JSON.parse(eventText('event', event))
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError)
        }
      }),
      { seed: 20261129, numRuns: 300 },
    )
  })
})
