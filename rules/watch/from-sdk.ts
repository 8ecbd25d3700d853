import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { factSheet, memberValue, type ServiceModel } from './facts.ts'

/** Kinds of simple types by their code in the SDK's schemas. */
const simpleKinds = new Map([
  [0, 'string'],
  [1, 'number'],
  [2, 'boolean'],
  [4, 'timestamp'],
  [5, 'timestamp'],
  [6, 'timestamp'],
  [7, 'timestamp'],
  [21, 'blob'],
  [42, 'blob'],
])
const codes = { simple: 0, list: 1, map: 2, structure: 3, union: 4, operation: 9, error: -3 }

/**
 * Reads the service model in an installed `@aws-sdk/client-lambda`: the schemas and enumerations that it exports, and the
 * errors of each operation, which only its declarations name. It has no bounds.
 *
 * @param folder - of the package
 * @throws {Error} if the package has no schemas of the known form
 */
export function modelOfSdk(folder: string): ServiceModel {
  const load = createRequire(join(folder, 'package.json'))
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const exported: Readonly<Record<string, unknown>> = load(folder)
  const sheet = factSheet()
  const statuses = new Map<string, string>()
  for (const schema of Object.values(exported)) {
    if (!Array.isArray(schema)) continue
    const [code, , shape] = schema
    if (code === codes.error) statuses.set(shape, String(schema[3]?.httpError ?? ''))
    if (code === codes.operation) sheet.add('operation', shape, 'http', schema[3].http.slice(0, 2).join(' '))
    if (code !== codes.structure && code !== codes.union && code !== codes.error) continue
    const [, , , , names, types, required = 0] = schema
    for (const [at, member] of names.entries())
      sheet.add('member', shape, member, memberValue(kindOf(types[at]), at < required))
  }
  for (const [shape, value] of Object.entries(exported))
    if (isEnumeration(value)) for (const each of Object.values(value)) sheet.add('value', shape, each, '')
  const declarations = join(folder, 'dist-types/commands')
  for (const file of readdirSync(declarations)) {
    const operation = /^(\w+)Command\.d\.ts$/.exec(file)?.[1]
    if (operation === undefined) continue
    for (const [, error = ''] of readFileSync(join(declarations, file), 'utf8').matchAll(/@throws \{@link (\w+)\} \(/g))
      sheet.add('error', operation, error, statuses.get(error) ?? '')
  }
  const facts = sheet.facts()
  if (Object.keys(facts.operation).length === 0) throw new Error(`${name} ${version} exports no schemas of operations`)
  return { source: `${name} ${version}`, covers: ['operation', 'error', 'member', 'value'], facts }
}

/** Kind of a member's schema, which may be lazy, and may have traits beside its type. */
function kindOf(schema: unknown): string {
  if (typeof schema === 'function') return kindOf(schema())
  if (typeof schema === 'number') {
    if (schema >= 128) return 'map'
    return schema >= 64 && schema < 128 ? 'list' : (simpleKinds.get(schema) ?? `type ${schema}`)
  }
  if (!Array.isArray(schema)) return 'unknown'
  if (typeof schema[1] !== 'string') return kindOf(schema[0])
  const [code, , , , type] = schema
  if (code === codes.list) return 'list'
  if (code === codes.map) return 'map'
  return code === codes.simple ? kindOf(type) : 'structure'
}

function isEnumeration(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false
  const values = Object.values(value)
  return values.length > 0 && values.every((each) => typeof each === 'string')
}
