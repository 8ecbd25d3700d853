import { targetUrl } from './access/target-url.ts'
import { matchOperation, type OperationMatch } from './operations.ts'

/** A parsed request line. */
export interface Route {
  /** Path of the URL; `undefined` if the target is not a URL. */
  readonly path: string | undefined
  readonly query: URLSearchParams
  readonly operation: OperationMatch | undefined
}

/** Clients repeat a few request lines; this bounds the cache for those that do not. */
const maxCachedRoutes = 1_000
/** Longer targets are not cached. */
const maxCachedTargetLength = 400

/** Parses request lines with a cache: an equal line yields the same object as long as it is cached. */
export class Routes {
  /** By method, then target: nested maps, so that no key has to be concatenated per request. */
  readonly #cache = new Map<string, Map<string, Route>>()
  #count = 0

  /** @example routes.of('POST', '/2015-03-31/functions/f/invocations').operation?.name // 'Invoke' */
  of(method: string, target: string): Route {
    const cached = this.#cache.get(method)?.get(target)
    if (cached !== undefined) return cached
    const url = targetUrl(target)
    const route = {
      path: url?.pathname,
      query: url?.searchParams ?? new URLSearchParams(),
      operation: url === null ? undefined : matchOperation(method, url),
    }
    if (target.length <= maxCachedTargetLength) this.#store(method, target, route)
    return route
  }

  #store(method: string, target: string, route: Route): void {
    if (this.#count >= maxCachedRoutes) {
      this.#cache.clear()
      this.#count = 0
    }
    this.#count += 1
    this.#cache.set(method, (this.#cache.get(method) ?? new Map()).set(target, route))
  }
}
