import type { RolePolicyDocument, RolePolicyPatterns, RolePolicyStatement } from './policy-document.ts'

/** The key that Lambda's deliveries do not carry; whatever else a condition asks for is not known here. */
const missingKey = 'lambda:sourcefunctionarn'

/**
 * Whether policies of a role allow an action on a resource: some statement does, and none denies it.
 *
 * A deliberately small part of IAM. Of conditions only those on `lambda:SourceFunctionArn` are decided, which deliveries
 * do not carry; any other is taken to let an `Allow` through and to hold a `Deny` off. Variables in resources stand for
 * anything. Nothing refuses what Lambda might let pass for a reason that is not seen here.
 */
export function allows(policies: readonly RolePolicyDocument[], action: string, resource: string): boolean {
  const applying = policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => isAbout(statement, action, resource) && conditionHolds(statement))
  return applying.some(({ Effect }) => Effect === 'Allow') && !applying.some(({ Effect }) => Effect === 'Deny')
}

function isAbout({ Action, NotAction, Resource, NotResource }: RolePolicyStatement, action: string, resource: string) {
  const ofAction = (pattern: string): boolean => matches(pattern.toLowerCase(), action.toLowerCase())
  const ofResource = (pattern: string): boolean => matches(pattern, resource)
  return among(Action, NotAction, ofAction) && among(Resource, NotResource, ofResource)
}

/** Whether one of a list matches, or none of the list that is left out; without either nothing does. */
function among(
  list: RolePolicyPatterns | undefined,
  others: RolePolicyPatterns | undefined,
  matching: (pattern: string) => boolean,
): boolean {
  if (list !== undefined) return [list].flat().some(matching)
  return others !== undefined && ![others].flat().some(matching)
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/\$\{[^}]*\}/g, '*').replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text)
}

function conditionHolds({ Effect, Condition = {} }: RolePolicyStatement): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) =>
      key.toLowerCase() === missingKey ? holdsWithoutKey(operator, value) : Effect === 'Allow',
    ),
  )
}

/** What IAM says of a key that a request does not have. */
function holdsWithoutKey(operator: string, value: unknown): boolean {
  if (operator === 'Null') return [value].flat().some((each) => String(each) === 'true')
  return operator.endsWith('IfExists') || operator.includes('Not')
}
