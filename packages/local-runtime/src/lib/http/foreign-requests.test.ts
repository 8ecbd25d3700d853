import { describe, expect, it } from 'vitest'
import { createLocalOriginCheck } from './foreign-requests.ts'

const code = 'ForbiddenHostException'

describe('createLocalOriginCheck', () => {
  it.each(['localhost:9411', 'LOCALHOST', 'runtime.localhost', '127.0.0.1:1', '127.8.9.10', '[::1]:9411'])(
    'accepts %s, a host of the loopback interface',
    (host) => {
      expect(() => createLocalOriginCheck([])({ host })).not.toThrow()
    },
  )

  it.each(['evil.example', '127.0.0.1.evil.example', '10.1.2.3', '', 'localhost@evil.example', undefined])(
    'refuses the host %s, both before and after a local one',
    (host) => {
      const assertLocal = createLocalOriginCheck([])
      const refused = () => assertLocal(host === undefined ? {} : { host })
      expect(refused).toThrow(expect.objectContaining({ code }))
      assertLocal({ host: 'localhost' })
      expect(refused).toThrow(expect.objectContaining({ code }))
    },
  )

  it('refuses a foreign origin with a local host', () => {
    const assertLocal = createLocalOriginCheck([])
    assertLocal({ host: 'localhost', origin: 'http://localhost:3000' })
    for (const origin of ['https://evil.example', 'null'])
      expect(() => assertLocal({ host: 'localhost', origin })).toThrow(expect.objectContaining({ code }))
  })

  it('accepts any address but no name when bound to every address', () => {
    const assertLocal = createLocalOriginCheck(['0.0.0.0'])
    for (const host of ['10.1.2.3:9411', '[fe80::1]:9411', '0.0.0.0', 'localhost'])
      expect(() => assertLocal({ host })).not.toThrow()
    expect(() => assertLocal({ host: 'evil.example' })).toThrow(expect.objectContaining({ code }))
  })

  it('does not share accepted hosts between checks', () => {
    createLocalOriginCheck(['runtime.example'])({ host: 'runtime.example' })
    expect(() => createLocalOriginCheck([])({ host: 'runtime.example' })).toThrow(expect.objectContaining({ code }))
  })
})
