import {
  checkDeadLetterTarget,
  checkEventInvokeConfig,
  checkFunctionReference,
  type EventInvokeConfigRequest,
  type FunctionReference,
  parseFunctionReference,
  type Refusal,
  resolveQualifier,
} from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import type { ConfigTarget } from './settings.ts'

/**
 * Lists every violation in a name and its qualifier. Qualifiers are compared only if the name can be parsed (CFG-13a).
 */
export function targetRefusals({ FunctionName, Qualifier }: ConfigTarget): readonly Refusal[] {
  const refusals = checkFunctionReference(FunctionName, Qualifier)
  if (parseFunctionReference(FunctionName) === undefined) return refusals
  const joined = resolveQualifier(FunctionName, Qualifier)
  return 'refusal' in joined ? [...refusals, joined.refusal] : refusals
}

/** Lists every violation of a Put or Update that can be found without the service (CFG-23). */
export function settingsRefusals(target: ConfigTarget, settings: EventInvokeConfigRequest): readonly Refusal[] {
  return [...targetRefusals(target), ...checkEventInvokeConfig(settings, ownerOf(target.FunctionName))]
}

/** Lists every violation of a new dead-letter target that can be found without the service (FNC-3). */
export function deadLetterRefusals(target: ConfigTarget, TargetArn: string): readonly Refusal[] {
  return [
    ...targetRefusals(target),
    ...emptyTargetRefusals(TargetArn),
    ...checkDeadLetterTarget(TargetArn, ownerOf(target.FunctionName)),
  ]
}

function ownerOf(FunctionName: string): FunctionReference {
  return parseFunctionReference(FunctionName) ?? { functionName: '' }
}

/**
 * On the wire an empty string removes the queue (FNC-2), but here it is more likely an unset variable. The message is
 * ours.
 */
function emptyTargetRefusals(TargetArn: string): readonly Refusal[] {
  if (TargetArn !== '') return []
  const message = 'An empty TargetArn would remove the dead-letter queue; call removeDeadLetterConfig to remove it.'
  return [createRefusal('FNC-2', 'ValidationException', 'deadLetterConfig.targetArn', TargetArn, message)]
}
