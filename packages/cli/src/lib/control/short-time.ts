/** A time of the runtime without its fraction: `2026-02-10 09:15:00`. */
export function shortTime(iso: string | undefined): string {
  return (iso ?? '').replace('T', ' ').replace(/(?:\.\d+)?Z$/, '')
}
