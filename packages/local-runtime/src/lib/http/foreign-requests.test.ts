import { expect, it } from 'vitest'
import { foreignRequestGuard } from './foreign-requests.ts'

const code = 'ForbiddenHostException'

it.each(['localhost:9411', 'LOCALHOST', 'runtime.localhost', '127.0.0.1:1', '127.8.9.10', '[::1]:9411'])(
  'admits the host %s of the loopback interface',
  (host) => {
    expect(() => foreignRequestGuard([])({ host })).not.toThrow()
  },
)

it.each(['evil.example', '127.0.0.1.evil.example', '10.1.2.3', '', 'localhost@evil.example', undefined])(
  'refuses the host %s, before and after a good one',
  (host) => {
    const guard = foreignRequestGuard([])
    const refused = () => guard(host === undefined ? {} : { host })
    expect(refused).toThrow(expect.objectContaining({ code }))
    guard({ host: 'localhost' })
    expect(refused).toThrow(expect.objectContaining({ code }))
  },
)

it('refuses a page of another origin that names a good host', () => {
  const guard = foreignRequestGuard([])
  guard({ host: 'localhost', origin: 'http://localhost:3000' })
  for (const origin of ['https://evil.example', 'null'])
    expect(() => guard({ host: 'localhost', origin })).toThrow(expect.objectContaining({ code }))
})

it('admits any address of a machine that listens on all, but no name', () => {
  const guard = foreignRequestGuard(['0.0.0.0'])
  for (const host of ['10.1.2.3:9411', '[fe80::1]:9411', '0.0.0.0', 'localhost'])
    expect(() => guard({ host })).not.toThrow()
  expect(() => guard({ host: 'evil.example' })).toThrow(expect.objectContaining({ code }))
})

it('remembers the hosts of one guard alone', () => {
  foreignRequestGuard(['runtime.example'])({ host: 'runtime.example' })
  expect(() => foreignRequestGuard([])({ host: 'runtime.example' })).toThrow(expect.objectContaining({ code }))
})
