/** Values that several options take. */

export const aString = { kind: 'string', noun: 'a string' } as const

export const aNonEmptyString = { kind: 'string', noun: 'a non-empty string', pattern: '.' } as const

/** Of any service; Lambda's rules say which may be used where. */
/** An empty string sets none, as in the API (FNC-2, CFG-8). */
export const anArn = { kind: 'string', noun: 'an ARN', pattern: '^(arn:|$)' } as const

export const aUrl = { kind: 'url', noun: 'a URL of http or https with a host', pattern: '^https?://[^\\s/?#]' } as const

/** Largest number that the service's integers hold; also the longest timer of Node.js, in milliseconds. */
export const maxInt32 = 2 ** 31 - 1
