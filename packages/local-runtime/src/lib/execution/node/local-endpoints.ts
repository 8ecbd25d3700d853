import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import module from 'node:module'
import { nodeHttp } from './runtime-client.ts'

type Callback = (response: IncomingMessage) => void
type Headers = Readonly<Record<string, string>>

/**
 * Sends requests to AWS that are signed with this environment's keys to the endpoint of their service, and without one
 * to the runtime (RUN-6). Most clients read their endpoint from the environment, but that of SQS sends to the host of a
 * queue's URL. Does nothing where functions may call AWS itself, which leaves `AWS_ENDPOINT_URL` unset.
 */
export function keepRequestsLocal({ AWS_ACCESS_KEY_ID: key, ...variables }: NodeJS.ProcessEnv = process.env): void {
  const { AWS_ENDPOINT_URL: general } = variables
  if (key === undefined || general === undefined || general === '') return
  beforeHttpsIsUsed((https) => redirect(https, key, general, variables))
}

type Https = typeof import('node:https')

function redirect(https: Https, key: string, general: string, variables: NodeJS.ProcessEnv): void {
  const original = https.request
  const request = (...given: readonly unknown[]): ClientRequest => {
    const [options, callback] = given as [RequestOptions, Callback?]
    const service = serviceOf(options, key)
    if (service === undefined) return Reflect.apply(original, https, given)
    const name = service.toUpperCase().replaceAll('-', '_')
    const { protocol, hostname, port, host } = new URL(variables[`AWS_ENDPOINT_URL_${name}`] || general)
    const headers = { ...withoutHost(options.headers as Headers), host }
    const local = { ...options, protocol, host: hostname, hostname, port, headers, agent: undefined }
    return protocol === 'http:' ? nodeHttp.request(local, callback) : original(local, callback)
  }
  Object.assign(https, { request })
  module.syncBuiltinESMExports()
}

let isLoaded = false

/** Loads `node:https`, so that a function that imports it does not wait for it. */
export function loadHttps(): void {
  process.getBuiltinModule('node:https')
  isLoaded = true
}

/**
 * Changes `node:https` when a function loads it, in each way that there is: loading it takes half as long as the start of
 * Node.js, and few handlers need it. Node.js before 22.15 has no hook for that, and loads it now.
 */
function beforeHttpsIsUsed(change: (https: Https) => void): void {
  const { getBuiltinModule } = process
  if (isLoaded || module.registerHooks === undefined) {
    change(getBuiltinModule('node:https'))
    return
  }
  const isHttps = (name: string): boolean => name === 'https' || name === 'node:https'
  const load = (): void => {
    hooks.deregister()
    if (process.getBuiltinModule === loading.getBuiltinModule) Object.assign(process, { getBuiltinModule })
    change(getBuiltinModule('node:https'))
  }
  const hooks = module.registerHooks({
    resolve(specifier, context, next) {
      if (isHttps(specifier)) load()
      return next(specifier, context)
    },
  })
  const loading = {
    getBuiltinModule(name: string): unknown {
      if (isHttps(name)) load()
      return getBuiltinModule(name)
    },
  }
  Object.assign(process, loading)
}

/** Service in the credential scope of a request to AWS that is signed with the key; `undefined` for any other request. */
function serviceOf(options: unknown, key: string): string | undefined {
  const {
    host,
    hostname = host,
    headers = {},
  } = (options ?? {}) as { host?: unknown; hostname?: unknown; headers?: Headers }
  if (!/\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(String(hostname))) return undefined
  const [, authorization = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization') ?? []
  const [signer, , , service] = /Credential=([^,\s]+)/.exec(String(authorization))?.[1]?.split('/') ?? []
  return signer === key ? service : undefined
}

function withoutHost(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'))
}
