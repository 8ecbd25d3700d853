import { regionPattern } from '../reference/function-reference.ts'

/** Pattern of a destination, as the service prints it in a refusal; an empty string clears a side (CFG-14d). */
export const destinationPattern = `$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:(${regionPattern})?:(\\d{12})?:(.*)`

/** Maximum length of a destination, in characters (CFG-14d). */
export const maxDestinationLength = 350

/**
 * Pattern of a dead-letter target, as the service prints it in a refusal; an empty string removes it (FNC-1, FNC-2).
 */
export const deadLetterTargetPattern = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()'
