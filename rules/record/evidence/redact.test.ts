import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, findSecrets } from './redact.ts'

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 })
const upper = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), minLength: 16, maxLength: 16 })
const keyId = fc.tuple(fc.constantFrom('AKIA', 'ASIA'), upper).map((parts) => parts.join(''))
const arn = fc
  .tuple(fc.constantFrom('sqs', 'lambda', 'iam', 'sns'), fc.constantFrom('', 'eu-west-1'), digits)
  .map(([service, region, account]) => `arn:aws:${service}:${region}:${account}:orders`)
const signed = fc
  .tuple(keyId, digits)
  .map(([id, account]) => `https://b/${account}?X-Amz-Credential=${id}%2F2026&X-Amz-Signature=0af1`)
const secret = fc.oneof(
  arn,
  digits,
  keyId,
  signed,
  arn.map(encodeURIComponent),
  digits.map((account) => `%20${account}%2F`),
  arn.map((each) => JSON.stringify({ Body: JSON.stringify({ functionArn: each }) })),
)
/** Any JSON with secrets in it, as text, as a number and as a key. */
const { document } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    ...[secret, fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
    digits.filter((each) => !each.startsWith('0')).map(Number),
    fc.tuple(fc.string(), secret, fc.constantFrom('', ' ', '"', ':', '/')).map(([a, b, c]) => `${a} ${b}${c}`),
  ),
  document: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    fc.array(tie('document'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), secret), tie('document'), { maxKeys: 4 }),
  ),
}))

describe('createRedactor', () => {
  it('leaves no account id, no key and no ARN with an account in any document', () => {
    fc.assert(
      fc.property(document, (value) => {
        const redacted = createRedactor([], []).value(value)
        expect(findSecrets(JSON.stringify(redacted))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('removes the names that it is given, wherever they stand', () => {
    fc.assert(
      fc.property(fc.string(), digits, fc.string({ minLength: 8 }), fc.string(), (before, account, key, after) => {
        const text = createRedactor([key], [account]).text(`${before}1${account}2${key}${after}`)
        expect(text.includes(account)).toBe(false)
        expect(text.includes(key)).toBe('<credential>'.includes(key))
      }),
    )
  })

  it('writes the same word for the same id, and other words for others', () => {
    const [one, two] = ['7f1c2d3e-0000-4000-8000-00000000000a', '7f1c2d3e-0000-4000-8000-00000000000b']
    const redactor = createRedactor([], [])
    expect(redactor.value({ requestId: one, body: `{"requestId":"${one.toUpperCase()}"}`, other: two })).toEqual({
      ...{ requestId: '<uuid-1>', body: '{"requestId":"<uuid-1>"}', other: '<uuid-2>' },
    })
    expect(redactor.text('arn:aws:sqs:eu-west-1:111122223333:q, 444455556666, 111122223333')).toBe(
      'arn:aws:sqs:eu-west-1:<account-1>:q, <account-2>, <account-1>',
    )
  })

  it.each([
    { what: 'a time in milliseconds', text: '1795905146708' },
    { what: 'a date', text: '2026-11-28T22:32:22.843Z' },
    { what: 'a digest', text: 'd81ec88b50037e601d21d875ab54b4ec' },
    { what: 'an ARN without an account', text: 'arn:aws:s3:::orders' },
  ])('keeps $what', ({ text }) => {
    expect(createRedactor([], []).text(text)).toBe(text)
    expect(findSecrets(text)).toEqual([])
  })

  it('replaces receipt handles, as members and in text', () => {
    const redactor = createRedactor([], [])
    const text = JSON.stringify({ Messages: [{ ReceiptHandle: 'AQEB+x/y==' }] })
    expect(redactor.value({ ReceiptHandle: 'AQEB', text })).toEqual({
      ReceiptHandle: '<receipt>',
      text: '{"Messages":[{"ReceiptHandle":"<receipt>"}]}',
    })
  })
})

describe('findSecrets', () => {
  it.each([
    { what: 'an account id', text: 'account 123456789012.', found: ['123456789012'] },
    { what: 'an account id in an escaped ARN', text: 'arn%3Aaws%3Asqs%3A%3A123456789012%3Aq', found: ['123456789012'] },
    { what: 'a key id', text: '"AKIAIOSFODNN7EXAMPLE"', found: ['AKIAIOSFODNN7EXAMPLE'] },
    { what: 'a signature', text: 'X-Amz-Signature=0a1b', found: ['X-Amz-Signature='] },
  ])('finds $what', ({ text, found }) => {
    expect(findSecrets(text)).toEqual(expect.arrayContaining(found))
  })
})
