import { shorten } from '@async-invoke/schemas/internal'
import { knownServices, type Service, serviceOf } from './known-services.ts'

/** A request, as far as it tells for which service it is. */
export interface AnyRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  header(name: string): string | undefined
  /** The body as text, or its beginning; empty if there is none. */
  readonly text: string
}

/** Wire format of a service's errors. */
export type ErrorFormat = 'json' | 'query' | 'xml' | 'cbor'

/** The service and the operation that a request is for. */
export interface ServiceCall {
  readonly service: Service
  /** Name of the operation, or method and path where the request does not name it. */
  readonly operation: string
  readonly errors: ErrorFormat
}

/**
 * Finds the service other than Lambda that a request is for: from the credential scope of its signature, its
 * `X-Amz-Target` or its host.
 *
 * @returns `undefined` if nothing names such a service
 */
export function identifyRequest(request: AnyRequest): ServiceCall | undefined {
  const { method, path, query, text } = request
  const target = request.header('x-amz-target')
  const service = serviceBySignature(request) ?? serviceByTarget(target) ?? serviceByHost(request.header('host') ?? '')
  if (service === undefined || service.scope === 'lambda') return undefined
  const rpc = /^\/service\/[^/]+\/operation\/([^/]+)$/.exec(path)?.[1]
  const action = query.get('Action') ?? new URLSearchParams(text).get('Action')
  const named = target?.split('.').at(-1) ?? rpc ?? action ?? query.get('x-id')
  const operation = shorten(named ?? `${method} ${path}`)
  return { service, operation, errors: formatOf(service, rpc !== undefined, action !== null) }
}

function serviceBySignature({ header, query }: AnyRequest): Service | undefined {
  const credential = /Credential=([^,\s]+)/.exec(header('authorization') ?? '')?.[1] ?? query.get('X-Amz-Credential')
  const [end, scope] = credential?.split('/').toReversed() ?? []
  return end === 'aws4_request' && scope !== undefined ? serviceOf(scope) : undefined
}

function serviceByTarget(target: string | undefined): Service | undefined {
  return target === undefined
    ? undefined
    : knownServices.find((each) => each.target !== undefined && target.startsWith(each.target))
}

/** Virtual hosts such as `bucket.s3.localhost` or `sqs.us-east-1.localhost`. */
function serviceByHost(host: string): Service | undefined {
  const labels = host.replace(/:\d+$/, '').split('.')
  return labels.at(-1) === 'localhost' ? knownServices.find(({ scope }) => labels.includes(scope)) : undefined
}

function formatOf({ scope }: Service, isRpc: boolean, isQuery: boolean): ErrorFormat {
  if (isRpc) return 'cbor'
  if (isQuery) return 'query'
  return scope === 's3' ? 'xml' : 'json'
}
