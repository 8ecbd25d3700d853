import type { Flags } from './flag.ts'

/** Flags of every command. A command that lists one of them itself gives it another meaning. */
export const commonFlags = {
  json: { rule: { about: 'Print JSON for programs: one document, or one on each line.', kind: 'boolean' } },
  quiet: { rule: { about: 'Leave out progress and notes on stderr.', kind: 'boolean' } },
  verbose: { rule: { about: 'Print the stack of an error, and its causes.', kind: 'boolean' } },
} as const satisfies Flags
