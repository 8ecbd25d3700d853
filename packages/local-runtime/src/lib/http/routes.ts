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

/** The routes of one edge: the same line of a request is the same object, until it is forgotten. */
export class Routes {
  /** By method and target, apart: a text of both would have to be put together for every request. */
  readonly #remembered = new Map<string, Map<string, Route>>()
  #count = 0

  /** @example routes.of('POST', '/2015-03-31/functions/f/invocations').operation?.name // 'Invoke' */
  of(method: string, target: string): Route {
    const known = this.#remembered.get(method)?.get(target)
    if (known !== undefined) return known
    const url = URL.parse(target, 'http://lambda')
    const route = {
      path: url?.pathname,
      query: url?.searchParams ?? new URLSearchParams(),
      operation: url === null ? undefined : matchOperation(method, url),
    }
    if (target.length <= longestRemembered) this.#remember(method, target, route)
    return route
  }

  #remember(method: string, target: string, route: Route): void {
    if (this.#count >= mostRemembered) {
      this.#remembered.clear()
      this.#count = 0
    }
    this.#count += 1
    this.#remembered.set(method, (this.#remembered.get(method) ?? new Map()).set(target, route))
  }
}
