import type { RolePolicyDocument, RolePolicyStatement } from '@async-invoke/schemas/policy'
import type { RulesFor } from './option-rule.ts'
import { aString } from './value-rules.ts'

const statementRules = {
  Sid: { about: 'Identifier of the statement.', ...aString },
  Effect: {
    about: 'Whether the statement allows or denies.',
    kind: 'choice',
    values: { Allow: 'allows', Deny: 'denies, even what other statements allow' },
    required: true,
  },
  Action: { about: 'Actions that the statement applies to; `*` and `?` are wildcards.', kind: 'strings' },
  NotAction: { about: 'Actions that the statement does not apply to.', kind: 'strings' },
  Resource: { about: 'ARNs that the statement applies to; `*` and `?` are wildcards.', kind: 'strings' },
  NotResource: { about: 'ARNs that the statement does not apply to.', kind: 'strings' },
  Condition: {
    about: 'Condition keys and values by operator.',
    kind: 'map',
    each: { kind: 'map', each: { kind: 'anything' } },
  },
} as const satisfies RulesFor<RolePolicyStatement>

/** An IAM policy. */
export const policyRules = {
  Version: { about: 'Version of the policy language.', ...aString },
  Id: { about: 'Identifier of the policy.', ...aString },
  Statement: {
    about: 'Statements of the policy.',
    kind: 'list',
    each: { kind: 'members', members: statementRules },
    required: true,
  },
} as const satisfies RulesFor<RolePolicyDocument>
