import { regionPattern } from '../reference/function-reference.ts'

/** The pattern that the service prints when a destination does not satisfy it; an empty text clears a side (CFG-14d). */
export const destinationPattern = `$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:(${regionPattern})?:(\\d{12})?:(.*)`

/** Characters that a destination may have (CFG-14d). */
export const maximumDestinationLength = 350

/** The pattern that the service prints for a dead-letter target; an empty text removes it (FNC-1, FNC-2). */
export const deadLetterTargetPattern = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()'
