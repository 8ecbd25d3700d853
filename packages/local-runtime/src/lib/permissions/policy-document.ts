/** A policy as IAM reads it, as far as it is looked at here. */
export interface PolicyDocument {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: readonly PolicyStatement[]
}

export interface PolicyStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: Texts
  readonly NotAction?: Texts
  readonly Resource?: Texts
  readonly NotResource?: Texts
  /** Keys and values by operator. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** One text or several; `*` and `?` in them stand for others. */
export type Texts = string | readonly string[]

/**
 * Reads a policy from its JSON text, one statement without a list around it included.
 *
 * Throws {@link SyntaxError} for a text that is no JSON, {@link TypeError} for JSON that is no policy.
 */
export function parsePolicyDocument(text: string): PolicyDocument {
  const document = JSON.parse(text) as { Statement?: unknown } | null
  const statements = [document?.Statement].flat()
  const isStatement = (each: unknown): boolean => typeof each === 'object' && each !== null && 'Effect' in each
  if (!statements.every(isStatement)) throw new TypeError(`not a policy: ${text}`)
  return { ...document, Statement: statements as readonly PolicyStatement[] }
}
