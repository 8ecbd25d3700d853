import type { Refusal } from '@async-invoke/schemas'
import { createRefusal, findNearestName, printed } from '@async-invoke/schemas/internal'

const ofTarget = ['FunctionName', 'Qualifier']
const ofSide = { names: ['Destination'] }

/** Members of inputs, and those of the members that are objects. Others are ignored, as the SDK does. */
interface Members {
  readonly names: readonly string[]
  readonly inner?: Readonly<Record<string, Members>>
}

/** Members of the inputs, by the call. */
export const members = {
  target: { names: ofTarget },
  settings: {
    names: [...ofTarget, 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
    inner: {
      DestinationConfig: { names: ['OnSuccess', 'OnFailure'], inner: { OnSuccess: ofSide, OnFailure: ofSide } },
    },
  },
  deadLetter: { names: ['FunctionName', 'RevisionId', 'TargetArn'] },
} as const satisfies Record<string, Members>

/** What `get` answers with: a copy of it may be an input. */
const ofAnswers = ['FunctionArn', 'LastModified']

/**
 * Refuses members whose names look misspelt. Without them, a Put would unset a setting (CFG-7), and a call reach another
 * qualifier. The message is ours.
 *
 * @example
 * ```ts
 * misspeltMembers({ FunctionName: 'f', MaximumRetryAttemps: 0 }, members.settings)
 * // [{ path: 'MaximumRetryAttemps', message: 'MaximumRetryAttemps is not a member of the call; did you mean MaximumRetryAttempts?', … }]
 * ```
 */
export function misspeltMembers(input: unknown, { names, inner = {} }: Members, path = ''): readonly Refusal[] {
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, value]) => {
    if (value === undefined || ofAnswers.includes(name)) return []
    if (names.includes(name))
      return Object.hasOwn(inner, name) ? misspeltMembers(value, inner[name] as Members, `${path}${name}.`) : []
    const nearest = findNearestName(name, names)
    if (nearest === undefined) return []
    const message = `${path}${name} is not a member of the call; did you mean ${nearest}?`
    return [createRefusal('CFG-7', 'ValidationException', `${path}${name}`, printed(value), message)]
  })
}
