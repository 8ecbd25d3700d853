import { type Reading, reported } from './declared-settings.ts'

/** Reads the pattern of an EventBridge rule, which is left out if a part of it is not determined. */
export function readRule(
  reading: Reading,
  { name, member, pattern }: { readonly name: string; readonly member: string; readonly pattern: unknown },
): void {
  const evaluated = reported(reading, member, reading.evaluator.evaluateDeep(pattern))
  if ('value' in evaluated && evaluated.value !== undefined) reading.builder.rule({ name, pattern: evaluated.value })
}
