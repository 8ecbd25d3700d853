/**
 * An IAM policy of an execution role: the elements of the policy language that the runtime evaluates.
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
 * Parses a policy from JSON. A single statement may stand outside a list, as IAM allows.
 *
 * @throws {@link SyntaxError} when the string is not JSON
 * @throws {@link TypeError} when the JSON is not a policy
 */
export function parsePolicyDocument(text: string): RolePolicyDocument {
  const document = JSON.parse(text) as { Statement?: unknown } | null
  const statements = [document?.Statement].flat()
  const isStatement = (each: unknown): boolean => typeof each === 'object' && each !== null && 'Effect' in each
  if (!statements.every(isStatement)) throw new TypeError(`not a policy: ${text}`)
  return { ...document, Statement: statements as readonly RolePolicyStatement[] }
}
