import { expect, it } from 'vitest'
import { Routes } from './routes.ts'

it('a route that was asked for before is the same, and another method or query is another route', () => {
  const routes = new Routes()
  const path = '/2015-03-31/functions/f%3Alive/invocations'
  const route = routes.of('POST', `${path}?Qualifier=1`)
  expect(route).toMatchObject({ path, operation: { name: 'Invoke', params: { FunctionName: 'f:live' } } })
  expect(route.query.get('Qualifier')).toBe('1')
  expect(routes.of('POST', `${path}?Qualifier=1`)).toBe(route)
  expect(routes.of('POST', path).query.get('Qualifier')).toBeNull()
  expect(routes.of('GET', path).operation).toBeUndefined()
})

it('of many routes the last ones are answered as the first were', () => {
  const routes = new Routes()
  const names = Array.from({ length: 2_500 }, (_, n) => `f-${n}`)
  const asked = names.map((name) => routes.of('GET', `/2015-03-31/functions/${name}`).operation?.params.FunctionName)
  expect(asked).toEqual(names)
  expect(routes.of('GET', 'http://[').path).toBeUndefined()
})
