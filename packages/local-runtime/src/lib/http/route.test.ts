import { expect, it } from 'vitest'
import { routeOf } from './route.ts'

it('a route that was asked for before is the same, and another method or query is another route', () => {
  const path = '/2015-03-31/functions/f%3Alive/invocations'
  const route = routeOf('POST', `${path}?Qualifier=1`)
  expect(route).toMatchObject({ path, operation: { name: 'Invoke', params: { FunctionName: 'f:live' } } })
  expect(route.query.get('Qualifier')).toBe('1')
  expect(routeOf('POST', `${path}?Qualifier=1`)).toBe(route)
  expect(routeOf('POST', path).query.get('Qualifier')).toBeNull()
  expect(routeOf('GET', path).operation).toBeUndefined()
})

it('of many routes the last ones are answered as the first were', () => {
  const names = Array.from({ length: 2_500 }, (_, n) => `f-${n}`)
  const asked = names.map((name) => routeOf('GET', `/2015-03-31/functions/${name}`).operation?.params.FunctionName)
  expect(asked).toEqual(names)
  expect(routeOf('GET', 'http://[').path).toBeUndefined()
})
