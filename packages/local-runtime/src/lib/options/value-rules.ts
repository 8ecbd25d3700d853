export const aString = { kind: 'string', noun: 'a string' } as const

export const aNonEmptyString = { kind: 'string', noun: 'a non-empty string', pattern: '.' } as const

/** An ARN of any service: Lambda's own rules decide where it may be used. Empty for none, as in the API (FNC-2, CFG-8). */
export const anArn = { kind: 'string', noun: 'an ARN', pattern: '^(arn:|$)' } as const

export const aUrl = { kind: 'url', noun: 'an http or https URL with a host', pattern: '^https?://[^\\s/?#]' } as const

/** Maximum of the service's integers, and of a Node.js timer in milliseconds. */
export const maxInt32 = 2 ** 31 - 1
