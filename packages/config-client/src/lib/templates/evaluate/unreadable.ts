import { isObject } from './template-document.ts'

/** The name under which a parser leaves the reason why there is no value. No intrinsic function has it. */
export const unreadableName = 'Fn::Unreadable'

export type Unreadable = Readonly<Record<typeof unreadableName, string>>

/** Stands in a parsed document for a value that its text does not determine; evaluated, it is the reason (CFG-26). */
export function unreadable(reason: string): Unreadable {
  return { [unreadableName]: reason }
}

export function isUnreadable(value: unknown): value is Unreadable {
  return isObject(value) && Object.hasOwn(value, unreadableName)
}
