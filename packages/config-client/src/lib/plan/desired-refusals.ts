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
 * Every violation in a desired state that needs no service, each with its place before the path:
 * `order-processor:live destinationConfig.onFailure.destination`.
 */
export function desiredRefusals({ functions }: DesiredState): readonly Refusal[] {
  const names = Object.keys(functions)
  return Object.entries(functions).flatMap(([FunctionName, { DeadLetterConfig, EventInvokeConfigs = {} }]) => [
    ...at(FunctionName, [
      ...targetRefusals({ FunctionName }),
      ...qualified(FunctionName),
      ...twice(FunctionName, names),
      ...(DeadLetterConfig ? deadLetterRefusals({ FunctionName }, DeadLetterConfig.TargetArn) : []),
    ]),
    ...Object.entries(EventInvokeConfigs).flatMap(([Qualifier, settings]) => {
      const target = { FunctionName, Qualifier }
      // Settings without a member are a wish for nothing, which the API would not take as a request (CFG-9).
      const normal = toEventInvokeConfig(settings ?? {})
      const empty = Object.keys(normal).length === 0
      const refusals = empty ? targetRefusals(target) : settingsRefusals(target, toEventInvokeConfigRequest(normal))
      // What is wrong with the name alone has been said above.
      return at(
        `${FunctionName}:${Qualifier}`,
        refusals.filter(({ path }) => path !== 'functionName'),
      )
    }),
  ])
}

function at(place: string, refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, path: `${place} ${refusal.path}` }))
}

/** Functions are named without a qualifier: List, which plans read, takes none (CFG-13b). */
function qualified(FunctionName: string): readonly Refusal[] {
  if (parseFunctionReference(FunctionName)?.qualifier === undefined) return []
  return [named('CFG-13b', FunctionName, 'The function name must not include a version number or alias.')]
}

/** Two names of one function would be two wishes for one record; the sentence is ours. */
function twice(FunctionName: string, names: readonly string[]): readonly Refusal[] {
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
    : [named('CFG-6', FunctionName, `'${FunctionName}' and '${other}' may be one function.`)]
}

function named(rule: string, value: string, message: string): Refusal {
  return createRefusal(rule, 'InvalidParameterValueException', 'functionName', value, message)
}
