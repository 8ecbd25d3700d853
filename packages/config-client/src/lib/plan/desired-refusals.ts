import {
  type DesiredState,
  parseFunctionReference,
  type Refusal,
  toEventInvokeConfig,
  toEventInvokeConfigRequest,
} from '@async-invoke/schemas'
import { createRefusal } from '@async-invoke/schemas/internal'
import { deadLetterRefusals, settingsRefusals, targetRefusals } from '../client/local-refusals.ts'

/**
 * Lists every violation in a desired state that can be found without the service. Each path starts with the function
 * and qualifier: `order-processor:live destinationConfig.onFailure.destination`.
 */
export function desiredRefusals({ functions }: DesiredState): readonly Refusal[] {
  const names = Object.keys(functions)
  return Object.entries(functions).flatMap(([FunctionName, { DeadLetterConfig, EventInvokeConfigs = {} }]) => [
    ...prefixed(FunctionName, [
      ...(isPattern(FunctionName) ? [patternRefusal(FunctionName)] : targetRefusals({ FunctionName })),
      ...qualifierRefusals(FunctionName),
      ...duplicateRefusals(FunctionName, names),
      ...(DeadLetterConfig ? deadLetterRefusals({ FunctionName }, DeadLetterConfig.TargetArn) : []),
    ]),
    ...Object.entries(EventInvokeConfigs).flatMap(([Qualifier, settings]) => {
      const target = { FunctionName, Qualifier }
      // Empty settings mean that nothing is set. No step sends them, since the API refuses an empty request (CFG-9).
      const normal = toEventInvokeConfig(settings ?? {})
      const empty = Object.keys(normal).length === 0
      const refusals = empty ? targetRefusals(target) : settingsRefusals(target, toEventInvokeConfigRequest(normal))
      // Violations in the name are listed above.
      return prefixed(
        `${FunctionName}:${Qualifier}`,
        refusals.filter(({ path }) => path !== 'functionName'),
      )
    }),
  ])
}

/** Whether a name is meant as a pattern: no name of a function has an asterisk. */
function isPattern(name: string): boolean {
  return name.includes('*')
}

/** Refuses a pattern among the names, where Lambda's own message does not say what to do. The message is ours. */
function patternRefusal(name: string): Refusal {
  return nameRefusal('INV-5', name, `'${name}' is a pattern, which belongs below patterns, not below functions.`)
}

function prefixed(subject: string, refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, path: `${subject} ${refusal.path}` }))
}

/** Refuses a qualifier in a function name: plans read with List, which accepts none (CFG-13b). */
function qualifierRefusals(FunctionName: string): readonly Refusal[] {
  if (parseFunctionReference(FunctionName)?.qualifier === undefined) return []
  return [nameRefusal('CFG-13b', FunctionName, 'The function name must not include a version number or alias.')]
}

/** Refuses two names for one function, which would give one record two desired states. The message is ours. */
function duplicateRefusals(FunctionName: string, names: readonly string[]): readonly Refusal[] {
  const own = parseFunctionReference(FunctionName)
  const agrees = (one: string | undefined, other: string | undefined) =>
    one === undefined || other === undefined || one === other
  const other = names.find((name) => {
    const reference = parseFunctionReference(name)
    const same = name !== FunctionName && own !== undefined && reference?.functionName === own.functionName
    return same && agrees(reference.region, own.region) && agrees(reference.accountId, own.accountId)
  })
  return other === undefined
    ? []
    : [nameRefusal('CFG-6', FunctionName, `'${FunctionName}' and '${other}' may be the same function.`)]
}

function nameRefusal(rule: string, value: string, message: string): Refusal {
  return createRefusal(rule, 'InvalidParameterValueException', 'functionName', value, message)
}
