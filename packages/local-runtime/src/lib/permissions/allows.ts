import type { RolePolicyDocument, RolePolicyPatterns, RolePolicyStatement } from './policy-document.ts'

/** Condition key that Lambda's deliveries do not have. The values of all other keys are unknown here. */
const absentKey = 'lambda:sourcefunctionarn'

/**
 * Whether the policies of a role allow an action on a resource: some statement allows it and none denies it.
 *
 * A deliberately small part of IAM that never refuses what Lambda might allow. Only conditions on `lambda:SourceFunctionArn`,
 * which deliveries do not have, are evaluated; any other condition holds for an `Allow` and fails for a `Deny`. A variable in a
 * resource matches anything.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allows(policies: readonly RolePolicyDocument[], action: string, resource: string): boolean {
  const applicable = policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => appliesTo(statement, action, resource) && conditionHolds(statement))
  return applicable.some(({ Effect }) => Effect === 'Allow') && !applicable.some(({ Effect }) => Effect === 'Deny')
}

function appliesTo(
  { Action, NotAction, Resource, NotResource }: RolePolicyStatement,
  action: string,
  resource: string,
) {
  const matchesAction = (pattern: string): boolean => matches(pattern.toLowerCase(), action.toLowerCase())
  const matchesResource = (pattern: string): boolean => matches(pattern, resource)
  return covers(Action, NotAction, matchesAction) && covers(Resource, NotResource, matchesResource)
}

/** Whether a pattern of `list` matches, or none of its `Not…` counterpart. Without either, nothing is covered. */
function covers(
  list: RolePolicyPatterns | undefined,
  excluded: RolePolicyPatterns | undefined,
  matchesPattern: (pattern: string) => boolean,
): boolean {
  if (list !== undefined) return [list].flat().some(matchesPattern)
  return excluded !== undefined && ![excluded].flat().some(matchesPattern)
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/\$\{[^}]*\}/g, '*').replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}

function conditionHolds({ Effect, Condition = {} }: RolePolicyStatement): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) =>
      key.toLowerCase() === absentKey ? holdsWithoutKey(operator, value) : Effect === 'Allow',
    ),
  )
}

/** Whether a condition holds for a request without its key. */
function holdsWithoutKey(operator: string, value: unknown): boolean {
  if (operator === 'Null') return [value].flat().some((element) => String(element) === 'true')
  return operator.endsWith('IfExists') || operator.includes('Not')
}
