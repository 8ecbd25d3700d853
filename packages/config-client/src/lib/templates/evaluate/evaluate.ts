import { createConditions, type DecideCondition } from './conditions.ts'
import {
  all,
  andThen,
  createBudget,
  type Evaluate,
  type Evaluated,
  integerOf,
  joined,
  listOf,
  requiredTextOf,
  shortened,
} from './evaluated.ts'
import { expandForEach, isForEach } from './for-each.ts'
import { createLocalNames } from './local-names.ts'
import { createParameters } from './parameters.ts'
import { createResourceNames, type GeneratedNames, type ResourceNames } from './resource-names.ts'
import { substitute } from './substitute.ts'
import type { TemplateContext } from './template-context.ts'
import { isObject, type JsonObject, objectOf, ownOf } from './template-document.ts'
import { unreadableName } from './unreadable.ts'

/** Evaluates the values of one template, as far as the template and its context determine them. */
export interface Evaluator {
  readonly evaluate: Evaluate
  /** Evaluates a value with everything in it. */
  readonly evaluateDeep: Evaluate
  readonly decide: DecideCondition
  readonly names: ResourceNames
  /** True for a logical id of the template. */
  isResource(text: string): boolean
}

const isFunction = (member: string): boolean => member === 'Ref' || member.startsWith('Fn::')

type Intrinsic = (argument: unknown) => Evaluated

/** Creates the evaluator of one template. It never throws, whatever the template contains. */
export function createEvaluator(
  template: JsonObject,
  context: TemplateContext,
  generatedNames: GeneratedNames,
): Evaluator {
  const budget = createBudget()
  const parameterOf = createParameters(template, context)

  const evaluate: Evaluate = (value) => {
    if (!isObject(value)) return { value }
    const members = Object.keys(value)
    const name = members.find(isFunction)
    if (name === undefined) return { value }
    if (isForEach(name)) return andThen(expandForEach(value, evaluate, budget), evaluate)
    if (members.length > 1) return { reason: `${name} with other members beside it runs at deployment` }
    const intrinsic = ownOf(intrinsics, name)
    if (intrinsic === undefined) return { reason: `${name} is not supported` }
    return budget(() => intrinsic(value[name]))
  }

  const evaluateDeep: Evaluate = (value) =>
    budget(() =>
      andThen(evaluate(value), (head) => {
        if (Array.isArray(head))
          return andThen(all(head.map(evaluateDeep)), (list) => ({ value: list.filter((each) => each !== undefined) }))
        if (!isObject(head)) return { value: head }
        const entries = Object.entries(head)
        return andThen(all(entries.map(([, each]) => evaluateDeep(each))), (values) => ({
          value: Object.fromEntries(
            entries.map(([member], index) => [member, values[index]]).filter(([, each]) => each !== undefined),
          ),
        }))
      }),
    )

  const decide = createConditions(template.Conditions, evaluate, budget)
  const known = createResourceNames(template, context, generatedNames, { evaluate, decide })
  const names = generatedNames === 'local' ? createLocalNames(template, context, known, evaluate) : known

  const text = (value: unknown): Evaluated<string> => andThen(evaluate(value), requiredTextOf)
  const list = (value: unknown): Evaluated<readonly unknown[]> => andThen(evaluate(value), listOf)
  const texts = (value: unknown): Evaluated<readonly string[]> => andThen(list(value), (each) => all(each.map(text)))
  const reference = (name: string): Evaluated => parameterOf(name) ?? names.ref(name)
  const attribute = (path: string): Evaluated => {
    const dot = path.indexOf('.')
    return names.attribute(path.slice(0, dot), path.slice(dot + 1))
  }

  const placeholder = (name: string): Evaluated =>
    parameterOf(name) ?? (name.includes('.') && !name.endsWith('.Alias') ? attribute(name) : names.ref(name))

  const intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref(name) {
      if (isObject(name) && Object.keys(name).some(isFunction)) return andThen(text(name), reference)
      return typeof name === 'string' ? reference(name) : { reason: `Ref of ${shortened(name)}` }
    },

    'Fn::GetAtt'(path) {
      if (typeof path === 'string') return attribute(path)
      return andThen(texts(path), ([id = '', ...rest]) => names.attribute(id, rest.join('.')))
    },

    'Fn::Sub'(argument) {
      const [pattern, variables] = Array.isArray(argument) ? argument : [argument]
      if (typeof pattern !== 'string') return { reason: 'Fn::Sub needs a string' }
      const own = objectOf(variables)
      return substitute(pattern, (name) =>
        Object.hasOwn(own, name) ? text(own[name]) : andThen(placeholder(name), requiredTextOf),
      )
    },

    'Fn::Join': (argument) =>
      andThen(listOf(argument), ([separator, parts]) =>
        andThen(all([text(separator)]), ([between = '']) => andThen(texts(parts), (values) => joined(values, between))),
      ),

    'Fn::Split': (argument) =>
      andThen(listOf(argument), ([separator, source]) =>
        andThen(all([text(separator), text(source)]), ([between = '', value = '']) =>
          between === '' ? { reason: 'Fn::Split needs a separator' } : { value: value.split(between) },
        ),
      ),

    'Fn::Select': (argument) =>
      andThen(listOf(argument), ([index, elements]) =>
        andThen(andThen(evaluate(index), integerOf), (position) =>
          andThen(list(elements), (values) =>
            position === undefined || position < 0 || position >= values.length
              ? { reason: `Fn::Select takes element ${position} of ${values.length}` }
              : andThen(evaluate(values[position]), (value) =>
                  // Whether an absent element still counts is not documented.
                  value === undefined ? { reason: `Fn::Select takes element ${position}, which is absent` } : { value },
                ),
          ),
        ),
      ),

    'Fn::FindInMap': (argument) =>
      andThen(listOf(argument), ([map, first, second, options]) =>
        andThen(all([text(map), text(first), text(second)]), ([name = '', top = '', key = '']) => {
          const found = ownOf(objectOf(ownOf(objectOf(ownOf(objectOf(template.Mappings), name)), top)), key)
          const other = ownOf(objectOf(options), 'DefaultValue')
          if (found === undefined && other === undefined) return { reason: `${name}.${top}.${key} is not in Mappings` }
          return evaluate(found ?? other)
        }),
      ),

    'Fn::Length': (argument) => andThen(list(argument), ({ length }) => ({ value: length })),

    'Fn::If': (argument) =>
      andThen(listOf(argument), ([condition, yes, no]) =>
        typeof condition === 'string'
          ? andThen(decide(condition), (holds) => evaluate(holds ? yes : no))
          : { reason: 'Fn::If needs the name of a condition' },
      ),

    'Fn::ImportValue': (argument) =>
      andThen(text(argument), (name) => {
        const value = ownOf(context.imports, name)
        return value === undefined ? { reason: `the export ${name} of another stack is unknown` } : { value }
      }),

    'Fn::Transform': () => ({ reason: 'Fn::Transform runs at deployment' }),

    [unreadableName]: (reason) => ({ reason: String(reason) }),
  }

  const resources = objectOf(template.Resources)
  return { evaluate, evaluateDeep, decide, names, isResource: (text) => Object.hasOwn(resources, text) }
}
