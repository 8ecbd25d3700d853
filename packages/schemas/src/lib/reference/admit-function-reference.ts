import {
  type FunctionHome,
  type FunctionReference,
  functionNamePattern,
  parseFunctionReference,
  qualifierPattern,
} from './function-reference.ts'
import {
  createModelRefusal,
  createRefusal,
  createTypeRefusal,
  mustMatch,
  mustNotExceed,
  printed,
  type Refusal,
} from './refusal.ts'

const maxNameLength = 256
const maxQualifierLength = 128
const qualifierSyntax = new RegExp(`^(?:${qualifierPattern})$`)

/**
 * Checks a function name and a qualifier against the patterns and lengths of Lambda's model (2.3).
 *
 * @param functionName - any value; never throws
 * @param qualifier - the `Qualifier` parameter of the request, separate from the name; null counts as missing
 * @returns every violation; empty if both pass.
 * @example
 * ```ts
 * checkFunctionReference('my-function!', undefined)[0]?.path // 'functionName'
 * ```
 */
export function checkFunctionReference(functionName: unknown, qualifier: unknown): readonly Refusal[] {
  const isName = (name: string) => parseFunctionReference(name) !== undefined
  const isQualifier = (name: string) => qualifierSyntax.test(name)
  return [
    ...refusalsOf('functionName', functionName, maxNameLength, isName, functionNamePattern),
    ...(qualifier === undefined || qualifier === null
      ? []
      : refusalsOf('qualifier', qualifier, maxQualifierLength, isQualifier, qualifierPattern)),
  ]
}

function refusalsOf(
  path: string,
  value: unknown,
  maxLength: number,
  matches: (value: string) => boolean,
  pattern: string,
): readonly Refusal[] {
  if (typeof value !== 'string') return [createTypeRefusal('INV-5', path, value, 'a string')]
  const refuse = (constraint: string) => createModelRefusal('INV-5', path, value, constraint)
  return [
    ...(value.length > maxLength ? [refuse(mustNotExceed(maxLength))] : []),
    ...(matches(value) ? [] : [refuse(mustMatch(pattern))]),
  ]
}

/**
 * Combines the function name and the `Qualifier` parameter of a request. If both carry a qualifier, they must agree
 * (CFG-13a).
 *
 * @param functionName - a name that passed {@link checkFunctionReference}
 * @param home - the receiving region and its partition, if known; an ARN of another one is then refused (CFG-12d)
 * @throws `TypeError` if `functionName` is not a function name.
 * @example
 * ```ts
 * resolveQualifier('order-processor:live', '7') // { refusal: { rule: 'CFG-13a', … } }
 * ```
 */
export function resolveQualifier(
  functionName: string,
  qualifier: string | undefined,
  home?: Pick<FunctionHome, 'partition' | 'region'>,
): { readonly reference: FunctionReference } | { readonly refusal: Refusal } {
  const reference = parseFunctionReference(functionName)
  if (reference === undefined) throw new TypeError(`not a function name: ${printed(functionName)}`)
  if (qualifier !== undefined && reference.qualifier !== undefined && qualifier !== reference.qualifier) {
    const message = 'The derived qualifier from the function name does not match the specified qualifier.'
    return { refusal: createRefusal('CFG-13a', 'InvalidParameterValueException', 'qualifier', qualifier, message) }
  }
  if (home !== undefined && reference.region !== undefined && reference.region !== home.region) {
    const message = `Functions from '${reference.region}' are not reachable in this region ('${home.region}')`
    return { refusal: createRefusal('CFG-12d', 'ResourceNotFoundException', 'functionName', functionName, message) }
  }
  const { partition = home?.partition } = reference
  if (home?.partition !== undefined && partition !== home.partition) {
    const message = `Function not found: ${reference.qualifier === undefined ? `${functionName}:${qualifier ?? '$LATEST'}` : functionName}`
    return { refusal: createRefusal('CFG-12d', 'ResourceNotFoundException', 'functionName', functionName, message) }
  }
  return { reference: qualifier === undefined ? reference : { ...reference, qualifier } }
}
