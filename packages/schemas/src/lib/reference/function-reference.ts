/**
 * A function as a caller names it. Members that the text leaves out are missing; the API fills them from its own
 * region and account, and an absent `qualifier` means `$LATEST`.
 */
export interface FunctionReference {
  readonly partition?: string
  readonly region?: string
  readonly accountId?: string
  readonly functionName: string
  readonly qualifier?: string
}

/** A region, as the model's patterns spell it. */
export const regionPattern = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}'

/** The pattern that the service prints when a function name does not satisfy it (whole string, not anchored in print). */
export const functionNamePattern = `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${regionPattern}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`

/** The pattern that the service prints when a qualifier does not satisfy it. */
export const qualifierPattern = '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+'

const functionName =
  /^(?:arn:(aws[a-zA-Z-]*)?:lambda:)?(?:((?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)(?::(\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/

/** Name and qualifier, as they end the ARN of a function. */
export const qualifiedName = /^[a-zA-Z0-9-_.]+(?::(?:\$LATEST(?:\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/

/**
 * Reads every form in which the API takes a function name (INV-5, CFG-16): `name`, `name:qualifier`,
 * `account:function:name`, `function:name`, the ARN, each with or without a qualifier.
 *
 * Returns `undefined` when the text satisfies none of them.
 *
 * @example parseFunctionReference('order-processor:live') // { functionName: 'order-processor', qualifier: 'live' }
 */
export function parseFunctionReference(text: string): FunctionReference | undefined {
  const match = functionName.exec(text)
  if (match === null) return undefined
  const [, partition, region, accountId, name = '', qualifier] = match
  // Only what the text names becomes a member: absent, not undefined.
  const reference: { -readonly [Member in keyof FunctionReference]: FunctionReference[Member] } = { functionName: name }
  if (partition !== undefined) reference.partition = partition
  if (region !== undefined) reference.region = region
  if (accountId !== undefined) reference.accountId = accountId
  if (qualifier !== undefined) reference.qualifier = qualifier
  return reference
}

/** Where a function lives; what a short reference leaves to the API that receives it. */
export interface FunctionHome {
  readonly partition?: string
  readonly region: string
  readonly accountId: string
}

/**
 * The ARN of a function, without its qualifier.
 *
 * @example formatFunctionArn({ region: 'us-east-1', accountId: '123456789012' }, 'error')
 * // 'arn:aws:lambda:us-east-1:123456789012:function:error'
 */
export function formatFunctionArn({ partition = 'aws', region, accountId }: FunctionHome, name: string): string {
  return `arn:${partition}:lambda:${region}:${accountId}:function:${name}`
}

/** The ARN with its qualifier, `$LATEST` when there is none: how records and configurations name a function (REC-1, CFG-3). */
export function formatQualifiedFunctionArn(home: FunctionHome, name: string, qualifier = '$LATEST'): string {
  return `${formatFunctionArn(home, name)}:${qualifier}`
}
