/** The API's timestamp format: milliseconds, and an offset without a colon. */
export function formatTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000')
}
