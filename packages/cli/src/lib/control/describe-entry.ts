import type { TimelineDocumentEntry } from '@async-invoke/schemas/timeline'

/** Describes an entry of a timeline on one line, without its time. */
export function describeEntry(entry: TimelineDocumentEntry): string {
  const { type, attempt, outcome, reason, explanation, route, destinationArn, error } = entry
  const details = [attempt, outcome, reason, explanation, route, destinationArn, error]
  return [type, ...details.filter((detail) => detail !== undefined)].join('  ')
}
