import type { RolePolicyDocument, RolePolicyStatement } from '../permissions/policy-document.ts'
import type { RulesFor } from './option-rule.ts'
import { aString } from './value-rules.ts'

const statementRules = {
  Sid: { about: 'Name of the statement.', ...aString },
  Effect: {
    about: 'Whether the statement allows or denies.',
    kind: 'choice',
    values: { Allow: 'allows', Deny: 'denies, whatever others allow' },
    required: true,
  },
  Action: { about: 'Actions that the statement is about; `*` and `?` stand for others.', kind: 'strings' },
  NotAction: { about: 'Actions that the statement is not about.', kind: 'strings' },
  Resource: { about: 'ARNs that the statement is about; `*` and `?` stand for others.', kind: 'strings' },
  NotResource: { about: 'ARNs that the statement is not about.', kind: 'strings' },
  Condition: {
    about: 'Keys and values by operator.',
    kind: 'map',
    each: { kind: 'map', each: { kind: 'anything' } },
  },
} as const satisfies RulesFor<RolePolicyStatement>

/** A policy of IAM. */
export const policyRules = {
  Version: { about: 'Version of the policy language.', ...aString },
  Id: { about: 'Name of the policy.', ...aString },
  Statement: {
    about: 'Statements.',
    kind: 'list',
    each: { kind: 'members', members: statementRules },
    required: true,
  },
} as const satisfies RulesFor<RolePolicyDocument>
