import {
  checkDeadLetterTarget,
  checkDestinations,
  parseFunctionReference,
  type Refusal,
  type TargetReason,
  type TargetRefusal,
  toEventInvokeConfigRequest,
} from '@async-invoke/schemas'
import { checkEventInvokeConfigModel } from '@async-invoke/schemas/internal'
import type { FindingFacts, FindingRule } from './finding.ts'
import { type FunctionSetup, nameOf } from './setup.ts'

/**
 * Finds settings that Lambda refuses today (CFG-14, FNC-3): S3 on success, FIFO, the function itself, other violations.
 */
export function refusedSettings(setup: FunctionSetup): readonly FindingFacts[] {
  const owner = parseFunctionReference(setup.functionName) ?? { functionName: setup.functionName }
  return [
    ...Object.entries(setup.settings).flatMap(([qualifier, settings]) => {
      const request = toEventInvokeConfigRequest(settings)
      const refusals = [...checkEventInvokeConfigModel(request), ...checkDestinations(request, owner)]
      return refusals.map((refusal) => findingOf(`${nameOf(setup)}:${qualifier}`, refusal))
    }),
    ...Object.entries(setup.deadLetterTargets ?? {}).flatMap(([version, target]) =>
      checkDeadLetterTarget(target ?? undefined, owner).map((each) => findingOf(`${nameOf(setup)}:${version}`, each)),
    ),
  ]
}

const remedies = {
  's3-on-success': 'Send successes to a queue, topic, function or event bus: S3 is a destination for failures only.',
  'fifo-target': 'Use a standard queue or topic.',
  'self-destination': 'Use another function, or put a queue in between.',
  'refused-setting': 'Correct the setting: Lambda refuses it.',
} as const satisfies Partial<Record<FindingRule, string>>

function findingOf(subject: string, refusal: Refusal | TargetRefusal): FindingFacts {
  const rule = ruleOf(refusal)
  const { rule: statement, message: evidence } = refusal
  return { severity: 'error', rule, subject, statement, evidence, remedy: remedies[rule] }
}

const rules: Readonly<Record<TargetReason, keyof typeof remedies>> = {
  malformed: 'refused-setting',
  kafka: 'refused-setting',
  service: 'refused-setting',
  use: 'refused-setting',
  self: 'self-destination',
  fifo: 'fifo-target',
  'partner-bus': 'refused-setting',
  region: 'refused-setting',
  resource: 'refused-setting',
}

function ruleOf(refusal: Refusal | TargetRefusal): keyof typeof remedies {
  if (!('reason' in refusal)) return 'refused-setting'
  const { kind, reason, use } = refusal
  return kind === 's3' && reason === 'use' && use === 'OnSuccess' ? 's3-on-success' : rules[reason]
}
