import fc from 'fast-check'
import { expect, it } from 'vitest'
import { acceptedItem, decodeState, encodeAccepted, encodeState } from './item-state.ts'

it('encodeAccepted writes what encodeState writes, for any strings', () => {
  const string = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\u2028', '\u0000'))
  const accepted = fc.record(
    {
      reference: fc.record({ functionName: string, qualifier: string }, { requiredKeys: ['functionName'] }),
      acceptedAtMs: fc.oneof(fc.nat(), fc.double({ min: 0, max: 2 ** 53, noNaN: true })),
      traceHeader: string,
      requestId: string,
    },
    { requiredKeys: ['reference', 'acceptedAtMs'] },
  )
  fc.assert(
    fc.property(accepted, ({ reference, acceptedAtMs, traceHeader, requestId }) => {
      const event = {
        kind: 'event',
        reference,
        ...(traceHeader !== undefined && { traceHeader }),
        ...(requestId !== undefined && { requestId }),
        acceptedAtMs,
        failures: 0,
        backoff: 0,
        attempts: 0,
      } as const
      const bytes = encodeAccepted(event)
      expect(Buffer.compare(bytes, encodeState(event))).toBe(0)
      expect(decodeState(bytes)).toEqual(JSON.parse(JSON.stringify(event)))
    }),
  )
})

it('acceptedItem takes {} for an event without a payload (INV-4)', () => {
  const event = { reference: { functionName: 'f' }, acceptedAtMs: 0 }
  expect(new TextDecoder().decode(acceptedItem('r', new Uint8Array(), event).body)).toBe('{}')
})
