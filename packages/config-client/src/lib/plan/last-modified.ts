import type { StoredSettings } from '../client/settings.ts'

/** When stored settings were written, as a plan notes it: ISO 8601, empty without a date, `null` without settings. */
export function lastModifiedOf(stored: StoredSettings | undefined): string | null {
  return stored === undefined ? null : (stored.LastModified?.toISOString() ?? '')
}
