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

/** What is wrong with a name and its qualifier; a name that cannot be read has no qualifier to compare (CFG-13a). */
export function targetRefusals({ FunctionName, Qualifier }: ConfigTarget): readonly Refusal[] {
  const refusals = checkFunctionReference(FunctionName, Qualifier)
  if (parseFunctionReference(FunctionName) === undefined) return refusals
  const joined = resolveQualifier(FunctionName, Qualifier)
  return 'refusal' in joined ? [...refusals, joined.refusal] : refusals
}

/** Every violation of a Put or Update that needs no service (CFG-23). */
export function settingsRefusals(target: ConfigTarget, settings: EventInvokeConfigRequest): readonly Refusal[] {
  return [
    ...targetRefusals(target),
    ...fractions(settings),
    ...checkEventInvokeConfig(settings, ownerOf(target.FunctionName)),
  ]
}

/** Every violation of a new dead-letter target that needs no service (FNC-3). */
export function deadLetterRefusals(target: ConfigTarget, TargetArn: string): readonly Refusal[] {
  return [
    ...targetRefusals(target),
    ...emptyTarget(TargetArn),
    ...checkDeadLetterTarget(TargetArn, ownerOf(target.FunctionName)),
  ]
}

function ownerOf(FunctionName: string): FunctionReference {
  return parseFunctionReference(FunctionName) ?? { functionName: '' }
}

/** The model says integer; the sentence is ours, as no recording shows the service's. */
function fractions({ MaximumRetryAttempts, MaximumEventAgeInSeconds }: EventInvokeConfigRequest): readonly Refusal[] {
  const numbers = { maximumRetryAttempts: MaximumRetryAttempts, maximumEventAgeInSeconds: MaximumEventAgeInSeconds }
  return Object.entries(numbers).flatMap(([path, value]) =>
    typeof value !== 'number' || Number.isInteger(value)
      ? []
      : [
          createRefusal(
            'CFG-14e',
            'ValidationException',
            path,
            String(value),
            `Value '${value}' at '${path}' must be an integer`,
          ),
        ],
  )
}

/** On the wire an empty text removes (FNC-2): more likely an unset variable than a wish. The sentence is ours. */
function emptyTarget(TargetArn: string): readonly Refusal[] {
  if (TargetArn !== '') return []
  const message = 'An empty TargetArn would remove the dead-letter queue; removeDeadLetterConfig does that.'
  return [createRefusal('FNC-2', 'ValidationException', 'deadLetterConfig.targetArn', TargetArn, message)]
}
