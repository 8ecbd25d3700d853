import { partitionOf } from './partition.ts'

/**
 * A function as a caller names it. Members that the caller leaves out are missing: the API fills them in from its own
 * region and account, and a missing `qualifier` means `$LATEST`.
 */
export interface FunctionReference {
  readonly partition?: string
  readonly region?: string
  readonly accountId?: string
  readonly functionName: string
  readonly qualifier?: string
}

/** Pattern of a region, as Lambda's model spells it. */
export const regionPattern = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}'

/**
 * Pattern of a function name, as the service prints it in a refusal. It matches the whole string, without anchors in
 * print.
 */
export const functionNamePattern = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${regionPattern}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

/** Pattern of a qualifier, as the service prints it in a refusal. */
export const qualifierPattern = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+'

const functionName =
  /^(?:arn:(aws[a-zA-Z-]*)?:lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/

/** Matches the name and optional qualifier at the end of a function ARN. */
export const qualifiedName = /^[a-zA-Z0-9-_.]+(?::(?:\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/

/**
 * Parses a function name in every form that the API accepts (INV-5, CFG-16): `name`, `function:name`,
 * `account:function:name` or the ARN, each with or without `:qualifier`.
 *
 * @param nameOrArn - any value; never throws
 * @returns `undefined` if it has none of these forms.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 * @example
 * ```ts
 * parseFunctionReference('order-processor:live') // { functionName: 'order-processor', qualifier: 'live' }
 * ```
 */
export function parseFunctionReference(nameOrArn: unknown): FunctionReference | undefined {
  if (typeof nameOrArn !== 'string') return undefined
  const match = functionName.exec(nameOrArn)
  if (match === null) return undefined
  const [, partition, region, accountId, name = '', qualifier] = match
  // A part that is not named stays absent instead of undefined.
  const reference: { -readonly [Member in keyof FunctionReference]: FunctionReference[Member] } = { functionName: name }
  if (partition !== undefined) reference.partition = partition
  if (region !== undefined) reference.region = region
  if (accountId !== undefined) reference.accountId = accountId
  if (qualifier !== undefined) reference.qualifier = qualifier
  return reference
}

/** Where a function lives: the parts of an ARN that a bare function name leaves open. */
export interface FunctionHome {
  /** @defaultValue the partition of the region */
  readonly partition?: string
  readonly region: string
  readonly accountId: string
}

/**
 * Formats the unqualified ARN of a function.
 *
 * @example
 * ```ts
 * formatFunctionArn({ region: 'us-east-1', accountId: '123456789012' }, 'error')
 * // 'arn:aws:lambda:us-east-1:123456789012:function:error'
 * ```
 */
export function formatFunctionArn(
  { region, accountId, partition = partitionOf(region) }: FunctionHome,
  name: string,
): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`
}

/**
 * Formats the qualified ARN of a function, as records and event invoke settings carry it (REC-1, CFG-3).
 *
 * @param qualifier - `$LATEST`, a version or an alias
 */
export function formatQualifiedFunctionArn(home: FunctionHome, name: string, qualifier = '$LATEST'): string {
  return `${formatFunctionArn(home, name)}:${qualifier}`
}
