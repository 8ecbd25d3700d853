import { findNearestName } from '@async-invoke/schemas/internal'
import type { Evaluator } from './evaluate/evaluate.ts'
import { andThen, type Evaluated, kindOf, shortened } from './evaluate/evaluated.ts'
import { isObject, type JsonObject } from './evaluate/template-document.ts'
import { isUnreadable, unreadable } from './evaluate/unreadable.ts'
import { merged } from './merged.ts'
import { nearestSetting } from './misplaced-settings.ts'

/**
 * Evaluates SAM's globals for functions. SAM refuses a section or a member that it does not know; where one looks like a
 * setting, the globals are not determined (CFG-25).
 */
export function functionGlobals(globals: unknown, { evaluate }: Evaluator): Evaluated<JsonObject> {
  const map = (value: unknown): Evaluated<JsonObject> =>
    andThen(evaluate(value), (head = {}) =>
      isObject(head) ? { value: head } : { reason: `${kindOf(head)} instead of a map` },
    )
  return andThen(map(globals), (sections) => {
    const section = Object.keys(sections).find((each) => each !== 'Function' && findNearestName(each, ['Function']))
    if (section !== undefined) return { reason: `no such section ${section}; did you mean Function?` }
    return andThen(map(sections.Function), (members) => {
      for (const member of Object.keys(members)) {
        const nearest = settingsMembers.includes(member) ? undefined : nearestSetting(member, settingsMembers)
        if (nearest !== undefined) return { reason: `no such member ${member}; did you mean ${nearest}?` }
      }
      return { value: members }
    })
  })
}

const settingsMembers: readonly string[] = ['DeadLetterQueue', 'EventInvokeConfig']

/** The globals of one function: without all (`*`) or those that its `IgnoreGlobals` names. */
export function globalsFor({ IgnoreGlobals }: JsonObject, globals: JsonObject): Evaluated<JsonObject> {
  if (IgnoreGlobals === '*') return { value: {} }
  if (!IgnoreGlobals || isUnreadable(globals)) return { value: globals }
  if (!Array.isArray(IgnoreGlobals)) return { reason: `${kindOf(IgnoreGlobals)} instead of a list or "*"` }
  const ignored: readonly unknown[] = IgnoreGlobals
  const other = ignored.find((each) => typeof each !== 'string' || !Object.hasOwn(globals, each))
  if (other !== undefined) return { reason: `the globals have no ${shortened(other)}` }
  return { value: Object.fromEntries(Object.entries(globals).filter(([member]) => !ignored.includes(member))) }
}

/** The properties of a function over its globals; unreadable if these are not determined. */
export function overGlobals(definition: JsonObject, globals: JsonObject, own: JsonObject, levels: number): JsonObject {
  const below = globalsFor(definition, globals)
  return merged('value' in below ? below.value : unreadable(below.reason), own, levels)
}
