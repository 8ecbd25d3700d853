import {
  any,
  count,
  document,
  kind,
  lines,
  list,
  members,
  type OutputSchema,
  oneOf,
  orNull,
  text,
  truth,
} from '../command/output-schema.ts'
import { simulateOutput } from '../simulate/simulate-output.ts'

const side = members({}, { Destination: text })
const settings = members(
  { FunctionArn: text, DestinationConfig: members({}, { OnSuccess: side, OnFailure: side }) },
  { LastModified: text, MaximumRetryAttempts: count, MaximumEventAgeInSeconds: count },
)
const stored = members(
  { kind: kind('settings'), name: text, settings: orNull(settings) },
  { DeadLetterConfig: members({}, { TargetArn: text }) },
)
const operation = oneOf('put', 'update', 'delete', 'setDeadLetterConfig', 'removeDeadLetterConfig')
const scalar = { type: ['string', 'number', 'null'] }
const step = members(
  {
    FunctionName: text,
    operation,
    changes: list(members({ member: text, from: scalar, to: scalar })),
  },
  { Qualifier: text, lastModified: orNull(text), revisionId: orNull(text), settings: any, TargetArn: text },
)
const planParts = {
  unknown: list(members({ setting: text, reason: text }, { functionName: text, qualifier: text })),
  unmatched: list(text),
  kept: list(members({ FunctionName: text, Qualifier: text, member: text, value: scalar })),
}
const plan = document(
  'A plan, which config apply takes as its file.',
  members({ version: kind('1.0'), steps: list(step) }, planParts),
)
const simulatedPlan = document(
  'A plan, which config apply takes as its file; with --simulate, what its change does to a load.',
  members({ version: kind('1.0'), steps: list(step) }, { ...planParts, simulation: simulateOutput }),
)
const written = document('The settings after the call.', stored)

/** By the name of the command below `config`. */
export const settingsOutputs: Readonly<Record<string, OutputSchema>> = {
  get: document('What is stored; settings are null where Lambda applies its defaults.', stored),
  list: lines('the settings of one qualifier.', stored),
  put: written,
  update: written,
  delete: document('What was deleted.', members({ kind: kind('deleted'), name: text })),
  plan: simulatedPlan,
  drift: plan,
  apply: lines(
    'a call, or the summary at the end.',
    members(
      { kind: kind('step'), FunctionName: text, operation, outcome: oneOf('done', 'already', 'conflict', 'failed') },
      { Qualifier: text, error: text },
    ),
    members({
      ...{ kind: kind('summary'), steps: count, done: count, already: count, conflicts: count, failed: count },
      isWhole: truth,
    }),
  ),
  doctor: lines(
    'a finding, or the summary at the end.',
    members({
      ...{ kind: kind('finding'), severity: oneOf('error', 'warning', 'info'), rule: text, subject: text },
      ...{ statement: text, evidence: text, remedy: text, helpUrl: text },
    }),
    members({ kind: kind('summary'), findings: count, errors: count, warnings: count, infos: count }),
  ),
  permissions: lines(
    'the policy of one function or pattern; null if it needs none.',
    members({ kind: kind('policy'), name: text, policy: orNull({ type: 'object' }) }),
  ),
}
