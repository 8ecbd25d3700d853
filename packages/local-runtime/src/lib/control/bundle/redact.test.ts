import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from './redact.ts'

const redacted = (text: string, value = 'never in the text', name = 'value of KEY') =>
  createRedactor([{ name, value }]).redact(text)

describe('createRedactor', () => {
  it.each([
    { where: 'plain text', text: 'key is s3cr3t-value!', left: 'key is [value of KEY]!' },
    { where: 'a longer word', text: 'xs3cr3t-valuex', left: 'x[value of KEY]x' },
    { where: 'a URL', text: 'https://a/?k=s3cr3t-value', left: 'https://a/?k=[value of KEY]' },
    { where: 'base64', text: btoa('s3cr3t-value'), left: '[value of KEY]' },
  ])('replaces a value in $where', ({ text, left }) => {
    expect(redacted(text, 's3cr3t-value')).toBe(left)
  })

  it.each([
    { value: 'prod', text: 'stage prod, not production', left: 'stage [value of KEY], not production' },
    { value: '5432', text: 'port 5432 of 15432', left: 'port [value of KEY] of 15432' },
    { value: '1', text: 'attempt 1', left: 'attempt 1' },
    { value: 'true', text: '{"ok":true}', left: '{"ok":true}' },
    { value: '', text: 'nothing', left: 'nothing' },
  ])('replaces the short value $value only where it stands alone, if at all', ({ value, text, left }) => {
    expect(redacted(text, value)).toBe(left)
  })

  it.each([
    { form: 'an access key', text: 'AKIAIOSFODNN7EXAMPLE is used', left: '[access key] is used' },
    { form: 'a member of JSON', text: '{"secretAccessKey":"wJalr/XUtn"}', left: '{"secretAccessKey":"[credential]"}' },
    {
      form: 'JSON within JSON',
      text: String.raw`{"body":"{\"password\":\"a b\",\"n\":1}"}`,
      left: String.raw`{"body":"{\"password\":\"[credential]\",\"n\":1}"}`,
    },
    { form: 'an object in a log', text: "{ apiKey: 'k-1', n: 2 }", left: "{ apiKey: '[credential]', n: 2 }" },
    { form: 'a line of a file', text: 'DB_PASSWORD=hunter2\nA=1', left: 'DB_PASSWORD=[credential]\nA=1' },
    { form: 'a header', text: 'authorization: Bearer abcdefgh.ijk', left: 'authorization: [credential] [credential]' },
    { form: 'a URL', text: 'postgres://app:hunter2@db:5432/x', left: 'postgres://app:[password]@db:5432/x' },
    {
      form: 'a signed URL',
      text: 'https://b/k?X-Amz-Signature=ab12&x=1',
      left: 'https://b/k?X-Amz-Signature=[signature]&x=1',
    },
    { form: 'a token', text: 'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', left: '[token]' },
    {
      form: 'a private key',
      text: 'a\n-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\nb',
      left: 'a\n[private key]\nb',
    },
  ])('replaces credentials of $form, whatever their value', ({ text, left }) => {
    expect(redacted(text)).toBe(left)
  })

  it.each(['{"tokens":512}', '{"token":null}', 'secret: true', 'the secret is kept', '{"orderId":"A-1"}'])(
    'leaves %s as it is',
    (text) => {
      expect(redacted(text)).toBe(text)
    },
  )

  it('leaves no value of eight characters or more in any text, in JSON or in JSON within JSON', () => {
    const value = fc.string({ minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(value, fc.string(), fc.string(), (secret, before, after) => {
        const text = JSON.stringify({ body: JSON.stringify({ a: before + secret + after, b: secret }), c: secret })
        const left = redacted(text, secret, '')
        expect(JSON.parse(left)).toBeDefined()
        const { body, c } = JSON.parse(left)
        expect(c).not.toContain(secret)
        expect(JSON.parse(body).b).not.toContain(secret)
      }),
    )
  })

  it('counts what it replaced, by name', () => {
    const redactor = createRedactor([
      { name: 'value of A', value: 'first-value' },
      { name: 'value of B', value: 'first-value-and-more' },
    ])
    expect(redactor.redact('first-value first-value-and-more first-value')).toBe(
      '[value of A] [value of B] [value of A]',
    )
    expect(redactor.replaced).toEqual({ 'value of A': 2, 'value of B': 1 })
  })

  it('takes time in proportion to the length of any text', () => {
    const parts = ['token="', 'a.', 'eyJ', 'secret=', '://', "password='", '-----BEGIN PRIVATE KEY-----', '\\', ' ']
    for (const part of parts) expect(redacted(part.repeat(20_000)).length).toBeGreaterThan(0)
  })
})
