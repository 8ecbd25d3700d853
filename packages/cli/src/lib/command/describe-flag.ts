import { describeOption } from '@async-invoke/local-runtime/internal/options'
import type { Flag } from './flag.ts'

/** A flag and its placeholder: `--port PORT`. */
export function termOf(name: string, { value }: Flag): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

/** Meaning, bounds and default of a flag, in Markdown. */
export function meaningOf({ rule }: Flag): string {
  return rule.kind === 'boolean' ? rule.about : describeOption(rule)
}
