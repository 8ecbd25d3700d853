import {
  type FunctionHome,
  type FunctionReference,
  functionNamePattern,
  parseFunctionReference,
  qualifierPattern,
} from './function-reference.ts'
import { createModelRefusal, createRefusal, lengthAtMost, mustMatch, type Refusal } from './refusal.ts'

const maximumNameLength = 256
const maximumQualifierLength = 128
const qualifierSyntax = new RegExp(`^(?:${qualifierPattern})$`)

/**
 * The model's constraints on a function name and a qualifier: pattern and length (2.3). Empty means that both pass.
 *
 * @example checkFunctionReference('my-function!', undefined)[0]?.path // 'functionName'
 */
export function checkFunctionReference(functionName: string, qualifier: string | undefined): readonly Refusal[] {
  const refusals: Refusal[] = []
  const refuse = (path: string, value: string, constraint: string): void => {
    refusals.push(createModelRefusal('INV-5', path, value, constraint))
  }
  if (functionName.length > maximumNameLength) refuse('functionName', functionName, lengthAtMost(maximumNameLength))
  if (parseFunctionReference(functionName) === undefined)
    refuse('functionName', functionName, mustMatch(functionNamePattern))
  if (qualifier !== undefined) {
    if (qualifier.length > maximumQualifierLength) refuse('qualifier', qualifier, lengthAtMost(maximumQualifierLength))
    if (!qualifierSyntax.test(qualifier)) refuse('qualifier', qualifier, mustMatch(qualifierPattern))
  }
  return refusals
}

/**
 * Joins the name and the `Qualifier` parameter of a request; a qualifier in both places must be the same (CFG-13a).
 * Where the receiving region is known, an ARN of another one is refused (CFG-12d).
 *
 * The name must have passed {@link checkFunctionReference}; another one throws {@link TypeError}.
 *
 * @example resolveQualifier('order-processor:live', '7') // { refusal: { rule: 'CFG-13a', … } }
 */
export function resolveQualifier(
  functionName: string,
  qualifier: string | undefined,
  home?: Pick<FunctionHome, 'region'>,
): { readonly reference: FunctionReference } | { readonly refusal: Refusal } {
  const reference = parseFunctionReference(functionName)
  if (reference === undefined) throw new TypeError(`not a function name: ${functionName}`)
  if (qualifier !== undefined && reference.qualifier !== undefined && qualifier !== reference.qualifier) {
    const message = 'The derived qualifier from the function name does not match the specified qualifier.'
    return { refusal: createRefusal('CFG-13a', 'InvalidParameterValueException', 'qualifier', qualifier, message) }
  }
  if (home !== undefined && reference.region !== undefined && reference.region !== home.region) {
    const message = `Functions from '${reference.region}' are not reachable in this region ('${home.region}')`
    return { refusal: createRefusal('CFG-12d', 'ResourceNotFoundException', 'functionName', functionName, message) }
  }
  return { reference: qualifier === undefined ? reference : { ...reference, qualifier } }
}
