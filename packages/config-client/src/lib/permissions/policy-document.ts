/** An IAM policy. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}

export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  /** Only in policies of resources. */
  readonly Principal?: { readonly AWS: string }
  readonly Action: readonly string[]
  readonly Resource: readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Builds a policy, dropping statements without resources. */
export function createPolicy(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements.filter(({ Resource }) => Resource.length > 0) }
}

/** Removes duplicates and sorts, so that equal inputs give equal policies. */
export function sortedUnique(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort()
}
