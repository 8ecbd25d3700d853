import { describe, expect, it } from 'vitest'
import { Routes } from './routes.ts'

describe('Routes', () => {
  it('returns the same route for the same request line, and another one for another method or query', () => {
    const routes = new Routes()
    const path = '/2015-03-31/functions/f%3Alive/invocations'
    const route = routes.of('POST', `${path}?Qualifier=1`)
    expect(route).toMatchObject({ path, operation: { name: 'Invoke', params: { FunctionName: 'f:live' } } })
    expect(route.query.get('Qualifier')).toBe('1')
    expect(routes.of('POST', `${path}?Qualifier=1`)).toBe(route)
    expect(routes.of('POST', path).query.get('Qualifier')).toBeNull()
    expect(routes.of('GET', path).operation).toBeUndefined()
  })

  it('parses request lines beyond the size of its cache', () => {
    const routes = new Routes()
    const names = Array.from({ length: 2_500 }, (_, n) => `f-${n}`)
    const parsed = names.map((name) => routes.of('GET', `/2015-03-31/functions/${name}`).operation?.params.FunctionName)
    expect(parsed).toEqual(names)
    expect(routes.of('GET', 'http://[').path).toBeUndefined()
  })

  it.each(['//evil.example', '/\\evil.example', '//'])(
    'takes %s for the beginning of a path, not for a host',
    (start) => {
      const routes = new Routes()
      const { path, operation } = routes.of('POST', `${start}/2015-03-31/functions/f/invocations`)
      expect(operation).toBeUndefined()
      expect(path).toMatch(/^\/\/.*\/2015-03-31\/functions\/f\/invocations$/)
    },
  )
})
