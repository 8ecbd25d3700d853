import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { factSheet, memberValue, type ServiceModel } from './facts.ts'

export interface BotocoreModel {
  readonly metadata: { readonly serviceId: string }
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly http: { readonly method: string; readonly requestUri: string }
        readonly errors?: readonly { readonly shape: string }[]
      }
    >
  >
  readonly shapes: Readonly<Record<string, Shape>>
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly error?: { readonly httpStatusCode?: number }
}

/** Kinds by the types that botocore tells apart and the SDK's schemas do not. */
const kinds = new Map([
  ['integer', 'number'],
  ['long', 'number'],
  ['float', 'number'],
  ['double', 'number'],
])

/**
 * Reads botocore's `service-2.json` of Lambda, also compressed as botocore ships it. It covers every kind.
 *
 * @throws {Error} if the file is no such model, or of another service
 */
export function modelOfBotocore(path: string): ServiceModel {
  const bytes = readFileSync(path)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  const sum = createHash('sha256').update(text).digest('hex').slice(0, 12)
  return modelOfParsed(parse(text, path), `botocore, ${basename(path, '.gz')} with SHA-256 ${sum}…`)
}

function parse(text: string, path: string): BotocoreModel {
  let model: unknown
  try {
    model = JSON.parse(text)
  } catch (error) {
    throw new Error(`${path} is not JSON`, { cause: error })
  }
  if (!isBotocoreModel(model)) throw new Error(`${path} is no service model: it needs metadata, operations and shapes`)
  if (model.metadata.serviceId !== 'Lambda') throw new Error(`${path} is the model of ${model.metadata.serviceId}`)
  return model
}

function isBotocoreModel(value: unknown): value is BotocoreModel {
  const has = (name: string): boolean => typeof Reflect.get(Object(value), name) === 'object'
  return has('metadata') && has('operations') && has('shapes')
}

/**
 * Reads a model that is parsed already.
 *
 * @param source - what the model is called in reports
 */
export function modelOfParsed({ operations, shapes }: BotocoreModel, source: string): ServiceModel {
  const sheet = factSheet()
  for (const [operation, { http, errors = [] }] of Object.entries(operations)) {
    // Older descriptions end paths in a slash; clients send them with or without it.
    sheet.add('operation', operation, 'http', `${http.method} ${http.requestUri.replace(/(?<=.)\/$/, '')}`)
    for (const { shape } of errors)
      sheet.add('error', operation, shape, String(shapes[shape]?.error?.httpStatusCode ?? ''))
  }
  for (const [name, shape] of Object.entries(shapes)) {
    for (const [member, { shape: type }] of Object.entries(shape.members ?? {})) {
      const kind = shapes[type]?.type ?? 'unknown'
      sheet.add('member', name, member, memberValue(kinds.get(kind) ?? kind, shape.required?.includes(member) ?? false))
    }
    for (const value of shape.enum ?? []) sheet.add('value', name, value, '')
    for (const bound of ['min', 'max', 'pattern'] as const)
      if (shape[bound] !== undefined) sheet.add('bound', name, bound, String(shape[bound]))
  }
  return {
    source,
    covers: ['operation', 'error', 'member', 'value', 'bound'],
    facts: sheet.facts(),
  }
}
