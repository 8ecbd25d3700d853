import type { JsonObject } from './template-document.ts'

/** The name under which a parser leaves the reason why there is no value. No intrinsic function has it. */
export const unreadableName = 'Fn::Unreadable'

/** Stands in a parsed document for a value that its text does not determine; evaluated, it is the reason (CFG-26). */
export function unreadable(reason: string): JsonObject {
  return { [unreadableName]: reason }
}
