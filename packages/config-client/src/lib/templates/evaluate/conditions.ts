import {
  all,
  andThen,
  type Budget,
  type Evaluate,
  type Evaluated,
  listOf,
  onceByName,
  requiredTextOf,
} from './evaluated.ts'
import { expandForEach, isForEach } from './for-each.ts'
import { isObject, objectOf, ownOf } from './template-document.ts'

/** Decides a condition by its name. */
export type DecideCondition = (name: string) => Evaluated<boolean>

/**
 * Creates the conditions of a template. `Fn::And` and `Fn::Or` may be decided although one of their conditions is not.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function createConditions(declared: unknown, evaluate: Evaluate, budget: Budget): DecideCondition {
  const conditions = objectOf(declared)
  const loops = Object.keys(conditions).filter(isForEach)
  const expanded = onceByName((loop) => expandForEach({ [loop]: conditions[loop] }, evaluate, budget))

  const conditionAt = (name: string): Evaluated => {
    if (Object.hasOwn(conditions, name)) return { value: conditions[name] }
    for (const loop of loops) {
      const found = andThen(expanded(loop), (copies) => ({ value: ownOf(copies, name) }))
      if ('reason' in found || found.value !== undefined) return found
    }
    return { reason: `the condition ${name} is not in the template` }
  }

  const byName = onceByName((name) =>
    andThen(conditionAt(name), (condition) => {
      const decided = decide(condition)
      return 'reason' in decided ? { reason: `the condition ${name} is undecided: ${decided.reason}` } : decided
    }),
  )

  const decide = (condition: unknown): Evaluated<boolean> =>
    budget(() => {
      const [[name, argument] = ['', undefined], ...others] = Object.entries(objectOf(condition))
      const operator = others.length === 0 && isObject(condition) ? ownOf(operators, name) : undefined
      if (operator === undefined) return { reason: `${name || 'a value'} is not a condition` }
      return operator(argument)
    })

  /** Decides by the first condition that has the value `decisive`, also if others are undecided. */
  const decideBy = (argument: unknown, decisive: boolean): Evaluated<boolean> =>
    andThen(listOf(argument), (list) => {
      const decided = list.map(decide)
      if (decided.some((each) => 'value' in each && each.value === decisive)) return { value: decisive }
      return andThen(all(decided), () => ({ value: !decisive }))
    })

  const comparable = (value: unknown): Evaluated<string> => andThen(evaluate(value), requiredTextOf)

  const operators: Readonly<Record<string, (argument: unknown) => Evaluated<boolean>>> = {
    Condition: (name) => (typeof name === 'string' ? byName(name) : { reason: 'Condition needs a name' }),
    'Fn::And': (list) => decideBy(list, false),
    'Fn::Or': (list) => decideBy(list, true),
    'Fn::Not': (argument) =>
      andThen(listOf(argument), ([negated]) => andThen(decide(negated), (value) => ({ value: !value }))),
    'Fn::Equals': (argument) =>
      andThen(listOf(argument), ([one, other]) =>
        andThen(all([one, other].map(comparable)), ([left, right]) => ({ value: left === right })),
      ),
  }

  return byName
}
