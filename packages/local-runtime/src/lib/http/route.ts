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
let count = 0
/** By method and target, apart: a text of both would have to be put together for every request. */
const remembered = new Map<string, Map<string, Route>>()

/** @example routeOf('POST', '/2015-03-31/functions/f/invocations').operation?.name // 'Invoke' */
export function routeOf(method: string, target: string): Route {
  const known = remembered.get(method)?.get(target)
  if (known !== undefined) return known
  const url = URL.parse(target, 'http://lambda')
  const route = {
    path: url?.pathname,
    query: url?.searchParams ?? new URLSearchParams(),
    operation: url === null ? undefined : matchOperation(method, url),
  }
  if (target.length <= longestRemembered) remember(method, target, route)
  return route
}

function remember(method: string, target: string, route: Route): void {
  if (count >= mostRemembered) {
    remembered.clear()
    count = 0
  }
  count += 1
  remembered.set(method, (remembered.get(method) ?? new Map()).set(target, route))
}
