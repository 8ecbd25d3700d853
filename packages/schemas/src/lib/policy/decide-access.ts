import { type AccessContext, holdsCondition } from './condition.ts'
import {
  parseRolePolicy,
  type RolePolicyDocument,
  type RolePolicyPatterns,
  type RolePolicyStatement,
} from './policy-document.ts'
import { every, negate, some, type Ternary } from './ternary.ts'
import { matchesWildcard } from './wildcard.ts'

/**
 * Whether policies allow a request. `denied`: a statement denies it, or none allows it. `unknown`: it depends on a
 * condition or a variable whose value is not known.
 */
export type Access = 'allowed' | 'denied' | 'unknown'

/** A request to a service that policies allow or deny. */
export interface AccessRequest {
  /** With IAM's service prefix: `sqs:SendMessage`. */
  readonly action: string
  /** ARN of the resource. */
  readonly resource: string
  /** @defaultValue nothing known */
  readonly context?: AccessContext
}

/**
 * Decides whether the policies of a role allow a request: some statement allows it and none denies it.
 *
 * Evaluates actions, resources, their `Not…` forms, wildcards, and conditions on the keys in `context`. A variable in a
 * resource has an unknown value. Permissions boundaries, policies of organizations and policies of the resource are not
 * part of the decision.
 *
 * @throws {@link DocumentError} if a document is not a policy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @example
 * ```ts
 * const policy = { Statement: [{ Effect: 'Allow', Action: 'sqs:Send*', Resource: '*' }] } as const
 * decideAccess([policy], { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-1:123456789012:q' }) // 'allowed'
 * ```
 */
export function decideAccess(policies: readonly RolePolicyDocument[], request: AccessRequest): Access {
  const statements = policies.flatMap((policy) => parseRolePolicy(policy).Statement)
  const applies = (effect: RolePolicyStatement['Effect']): Ternary =>
    some(statements.filter(({ Effect }) => Effect === effect).map((statement) => appliesTo(statement, request)))
  const [allows, denies] = [applies('Allow'), applies('Deny')]
  if (denies === true || allows === false) return 'denied'
  return allows === true && denies === false ? 'allowed' : 'unknown'
}

function appliesTo(statement: RolePolicyStatement, { action, resource, context = {} }: AccessRequest): Ternary {
  const { Action, NotAction, Resource, NotResource } = statement
  const isAction = (pattern: string): boolean => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())
  return every([
    covers(Action, NotAction, isAction),
    covers(Resource, NotResource, (pattern) => matchesResource(pattern, resource)),
    holdsCondition(statement, context),
  ])
}

/** Whether a pattern of `list` matches, or none of its `Not…` counterpart. Without either, nothing is covered. */
function covers(
  list: RolePolicyPatterns | undefined,
  excluded: RolePolicyPatterns | undefined,
  matches: (pattern: string) => Ternary,
): Ternary {
  if (list !== undefined) return some([list].flat().map(matches))
  return excluded === undefined ? false : negate(some([excluded].flat().map(matches)))
}

/** `${aws:PrincipalAccount}`, or an escape such as `${$}`. Without a second `$` inside, so that a search is linear. */
const variable = /\$\{(?:\$|[^}$]*)\}/g

/** A variable may stand for anything, so that a match that needs it is unknown. */
function matchesResource(pattern: string, resource: string): Ternary {
  const open = pattern.replaceAll(variable, '*')
  if (!matchesWildcard(open, resource)) return false
  return open === pattern || undefined
}
