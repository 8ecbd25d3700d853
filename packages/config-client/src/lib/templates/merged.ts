import { isObject, type JsonObject, objectOf } from './evaluate/template-document.ts'

/** Merges maps member by member. An intrinsic function is a value: it replaces what is below. */
export function merged(below: JsonObject, above: JsonObject, levels: number): JsonObject {
  const members = Object.entries(above).map(([member, value]) => {
    const under = Object.hasOwn(below, member) ? below[member] : undefined
    const mergeable = levels > 1 && isMap(value) && isMap(under)
    return [member, mergeable ? merged(objectOf(under), objectOf(value), levels - 1) : value] as const
  })
  return { ...below, ...Object.fromEntries(members) }
}

function isMap(value: unknown): boolean {
  return isObject(value) && !Object.keys(value).some((member) => member === 'Ref' || member.startsWith('Fn::'))
}
