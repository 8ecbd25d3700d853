import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Routes } from '../routes.ts'
import { createOriginCheck, isLoopback, type RequestHead } from './check-origin.ts'

const code = 'ForbiddenHostException'
const token = '0123456789abcdef0123456789abcdef'

/** Creates a check of a request's headers, whose target is a path. */
function createLocalOriginCheck(hosts: readonly string[], allowedOrigins: readonly string[] = []) {
  const check = createOriginCheck({ hosts, allowedOrigins, token, pageFiles: '/control/page/' })
  return (headers: RequestHead['headers'], url = '/') =>
    check({ headers, rawHeaders: Object.entries(headers).flat().map(String), url })
}

const refused = expect.objectContaining({ code })

describe('createOriginCheck', () => {
  it.each(['localhost:9411', 'LOCALHOST', 'runtime.localhost', '127.0.0.1:1', '127.8.9.10', '[::1]:9411'])(
    'accepts %s, a host of the loopback interface',
    (host) => {
      expect(createLocalOriginCheck([])({ host })).toBeUndefined()
    },
  )

  it.each(['evil.example', '127.0.0.1.evil.example', '10.1.2.3', '', 'localhost@evil.example', undefined])(
    'refuses the host %s, both before and after a local one',
    (host) => {
      const assertLocal = createLocalOriginCheck([])
      const headers = host === undefined ? {} : { host }
      expect(assertLocal(headers)).toEqual(refused)
      assertLocal({ host: 'localhost' })
      expect(assertLocal(headers)).toEqual(refused)
    },
  )

  it('refuses a foreign origin with a local host', () => {
    const assertLocal = createLocalOriginCheck([])
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3000', 'chrome-extension://localhost'])
      for (const host of ['localhost', 'localhost:9411']) expect(assertLocal({ host, origin })).toEqual(refused)
  })

  it('accepts its own origin with the token, and no other of this machine', () => {
    const assertLocal = createLocalOriginCheck([])
    const host = 'localhost:9411'
    const own = { host, origin: 'http://localhost:9411', 'x-async-invoke-token': token }
    expect(assertLocal(own)).toBeUndefined()
    // A browser fetches the page's modules with the origin and without the token.
    expect(assertLocal({ host, origin: own.origin }, '/control/page/page.js')).toBeUndefined()
    const others = [
      { ...own, 'x-async-invoke-token': '' },
      { ...own, 'x-async-invoke-token': token.replace('0', '1') },
      { ...own, origin: 'http://localhost:9412' },
      { ...own, origin: 'http://127.0.0.1:9411' },
      { ...own, origin: 'https://localhost:9411' },
    ]
    for (const other of others) expect(assertLocal(other)).toEqual(refused)
  })

  it('lets its own origin have files of the page alone without the token, whatever path leads there', () => {
    const assertLocal = createLocalOriginCheck([])
    const own = { host: 'localhost', origin: 'http://localhost' }
    const part = fc.constantFrom(
      '/',
      '..',
      '.',
      '%2e',
      '%2E%2e',
      '%2f',
      '\\',
      'page',
      'control',
      'inbox',
      '?',
      '#',
      'http://localhost',
    )
    fc.assert(
      fc.property(fc.constantFrom('/control/page/', '/', ''), fc.array(part, { maxLength: 8 }), (start, parts) => {
        const url = start + parts.join('')
        const path = new Routes().of('GET', url).path
        if (assertLocal(own, url) === undefined) expect(path).toMatch(/^\/control\/page\//)
      }),
      { numRuns: 2_000 },
    )
    expect(assertLocal(own, '/control/page/../inbox')).toEqual(refused)
  })

  it('returns an allowed origin, for the response', () => {
    const assertLocal = createLocalOriginCheck([], ['http://localhost:3000'])
    expect(assertLocal({ host: 'localhost:9411', origin: 'http://localhost:3000' })).toBe('http://localhost:3000')
    const other = { host: 'localhost:9411', origin: 'http://localhost:30000' }
    expect(assertLocal(other)).toEqual(refused)
  })

  it('takes the host of an absolute target', () => {
    const assertLocal = createLocalOriginCheck([])
    const host = 'localhost:9411'
    expect(assertLocal({ host }, 'http://localhost:9411/2015-03-31/functions')).toBeUndefined()
    expect(assertLocal({ host }, 'http://evil.example/2015-03-31/functions')).toEqual(refused)
  })

  it('refuses two hosts, and codings of the body but chunks (RFC 9112)', () => {
    const check = createOriginCheck({ hosts: [], allowedOrigins: [], token, pageFiles: '/control/page/' })
    const headers = { host: 'localhost' }
    const twice = ['Host', 'localhost', 'hOST', 'localhost']
    const ambiguous = { code: 'InvalidRequestContentException', message: expect.stringContaining('more than one Host') }
    expect(check({ headers, rawHeaders: twice, url: '/' })).toEqual(ambiguous)
    const assertLocal = createLocalOriginCheck([])
    expect(assertLocal({ host: 'localhost', 'transfer-encoding': 'Chunked' })).toBeUndefined()
    for (const coding of ['gzip, chunked', 'identity', ''])
      expect(assertLocal({ host: 'localhost', 'transfer-encoding': coding })).toMatchObject({
        code: 'NotImplementedException',
      })
  })

  it('accepts any address but no name when bound to every address', () => {
    const assertLocal = createLocalOriginCheck(['0.0.0.0'])
    for (const host of ['10.1.2.3:9411', '[fe80::1]:9411', '0.0.0.0', 'localhost'])
      expect(assertLocal({ host })).toBeUndefined()
    expect(assertLocal({ host: 'evil.example' })).toEqual(refused)
  })

  it('does not share accepted hosts between checks', () => {
    createLocalOriginCheck(['runtime.example'])({ host: 'runtime.example' })
    expect(createLocalOriginCheck([])({ host: 'runtime.example' })).toEqual(refused)
  })
})

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('is true for %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each(['0.0.0.0', '::', '10.1.2.3', 'fe80::1', 'runtime.example', '127.0.0.1.evil.example', ''])(
    'is false for %j',
    (host) => expect(isLoopback(host)).toBe(false),
  )
})
