import { matchOperation, type OperationMatch } from './operations.ts'

/** What the first line of a request means. */
export interface Route {
  /** Path of the URL; `undefined` where it is none. */
  readonly path: string | undefined
  readonly query: URLSearchParams
  readonly operation: OperationMatch | undefined
}

/** Clients ask the same few things over and over; of those that do not, no more than this is kept. */
const mostRemembered = 1_000
const longestRemembered = 400
const remembered = new Map<string, Route>()

/** @example routeOf('POST', '/2015-03-31/functions/f/invocations').operation?.name // 'Invoke' */
export function routeOf(method: string, target: string): Route {
  const line = `${method} ${target}`
  const known = remembered.get(line)
  if (known !== undefined) return known
  const url = URL.parse(target, 'http://lambda')
  const route = {
    path: url?.pathname,
    query: url?.searchParams ?? new URLSearchParams(),
    operation: url === null ? undefined : matchOperation(method, url),
  }
  if (remembered.size >= mostRemembered) remembered.clear()
  if (line.length <= longestRemembered) remembered.set(line, route)
  return route
}
