import { DocumentError, parseJson } from '../document/document-error.ts'
/**
 * An IAM policy of an execution role: the elements of the policy language that a decision about access depends on.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface RolePolicyDocument {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: readonly RolePolicyStatement[]
}

/** One statement of a {@link RolePolicyDocument}. */
export interface RolePolicyStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: RolePolicyPatterns
  readonly NotAction?: RolePolicyPatterns
  readonly Resource?: RolePolicyPatterns
  readonly NotResource?: RolePolicyPatterns
  /** Condition keys and their values by operator. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One pattern or a list of them: `*` matches any run of characters, `?` exactly one. */
export type RolePolicyPatterns = string | readonly string[]

/**
 * Parses a policy from JSON, or checks a value. A single statement may stand outside a list, as IAM allows.
 *
 * @param policy - JSON, or the parsed value
 * @throws {@link DocumentError} when a string is not JSON, or the value is not a policy; the message names the path
 * @example
 * ```ts
 * parseRolePolicy('{"Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}').Statement.length // 1
 * ```
 */
export function parseRolePolicy(policy: unknown): RolePolicyDocument {
  const document: unknown = typeof policy === 'string' ? parseJson('policy', policy) : policy
  try {
    return toPolicy(document)
  } catch (error) {
    if (error instanceof DocumentError) throw error
    // A getter of the value has thrown.
    throw new DocumentError('invalid-document', 'not a policy: it cannot be read', [], { cause: error })
  }
}

function toPolicy(document: unknown): RolePolicyDocument {
  if (!isObject(document) || document.Statement === undefined) throw refused('Statement', document)
  const statements: readonly unknown[] = [document.Statement].flat()
  return { ...document, Statement: statements.map((each, position) => parseStatement(each, `Statement[${position}]`)) }
}

function parseStatement(statement: unknown, path: string): RolePolicyStatement {
  if (!isObject(statement)) throw refused(path, statement)
  const { Effect, Condition } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny') throw refused(`${path}.Effect`, Effect)
  for (const member of ['Action', 'NotAction', 'Resource', 'NotResource'] as const)
    if (!isPatterns(statement[member])) throw refused(`${path}.${member}`, statement[member])
  if (Condition !== undefined) checkCondition(Condition, `${path}.Condition`)
  return statement as Readonly<Record<string, unknown>> & RolePolicyStatement
}

function checkCondition(condition: unknown, path: string): void {
  if (!isObject(condition)) throw refused(path, condition)
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isObject(keys)) throw refused(`${path}.${operator}`, keys)
    for (const [key, values] of Object.entries(keys))
      if (![values].flat().every((each) => ['string', 'number', 'boolean'].includes(typeof each)))
        throw refused(`${path}.${operator}.${key}`, values)
  }
}

function isPatterns(value: unknown): value is RolePolicyPatterns | undefined {
  return value === undefined || [value].flat().every((pattern) => typeof pattern === 'string')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refused(path: string, value: unknown): DocumentError {
  const message = `${path} is ${shorten(value)}`
  const pointer = `/${path.replaceAll('[', '/').replaceAll(']', '').replaceAll('.', '/')}`
  return new DocumentError('invalid-document', `not a policy: ${message}`, [
    { path: pointer, keyword: 'policy', message },
  ])
}

function shorten(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? 'missing').slice(0, 100)
  } catch {
    return 'a value that JSON cannot hold'
  }
}
