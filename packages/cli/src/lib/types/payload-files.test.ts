import { describe, expect, it } from 'vitest'
import { matchPayloads } from './payload-files.ts'

describe('matchPayloads', () => {
  it.each([
    { payloads: ['a/order.schema.json'], responses: [], files: [{ name: 'order', request: 'a/order.schema.json' }] },
    {
      payloads: ['order.json'],
      responses: ['receipt.json'],
      files: [{ name: 'order', request: 'order.json', response: 'receipt.json' }],
    },
    { payloads: [], responses: ['receipt.json'], files: [{ name: 'receipt', response: 'receipt.json' }] },
    {
      payloads: ['Order=a.json', 'Refund=b.json'],
      responses: ['refund=c.json', 'Other=d.json'],
      files: [
        { name: 'Order', request: 'a.json' },
        { name: 'Refund', request: 'b.json', response: 'c.json' },
        { name: 'Other', response: 'd.json' },
      ],
    },
    { payloads: ['./a=b.json'], responses: [], files: [{ name: 'a=b', request: './a=b.json' }] },
    { payloads: ['-'], responses: [], files: [{ name: 'Payload', request: '-' }] },
  ])('matches $payloads with $responses', ({ payloads, responses, files }) => {
    expect(matchPayloads(payloads, responses)).toEqual(files)
  })

  it.each([
    {
      payloads: ['a/order.json', 'b/order.schema.json'],
      message: '--payload names order twice; name each file: --payload NAME=b/order.schema.json',
    },
    { payloads: ['1st=a.json'], message: '--payload needs a NAME of letters and digits before its file: 1st=a.json' },
    { payloads: ['Order='], message: '--payload needs a file: Order=' },
  ])('refuses $payloads', ({ payloads, message }) => {
    expect(() => matchPayloads(payloads, [])).toThrow(message)
  })
})
