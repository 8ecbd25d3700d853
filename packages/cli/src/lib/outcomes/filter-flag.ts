import type { Flags } from '../command/flag.ts'

/** The flag of commands that choose among outcomes. */
export const filterFlag = {
  filter: {
    value: 'EXPR',
    rule: {
      about:
        'Only outcomes for which this CEL expression is true, as in `reason == "timeout" && payload.total > 100`. Its variables are the members of `read --json`, `attempts` and `payload`, the event as its caller sent it.',
      kind: 'string',
      noun: 'an expression',
      pattern: '\\S',
    },
  },
} as const satisfies Flags
