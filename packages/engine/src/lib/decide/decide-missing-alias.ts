import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import type { Decision } from './decide-next.ts'
import { type EventProgress, type RetrySettings, roomMs } from './next-step.ts'
import type { UnsettledChoices } from './unsettled-choices.ts'

/** Bounds of the time between two looks for the alias. */
const [firstLookMs, maxLookMs] = [1_000, 60_000]

/**
 * Decides about an event whose alias does not exist while its function does (TRM-3a). An event that has not run yet and has
 * retries left waits for the alias, without using a retry, and is dropped at its age limit. The engine looks for the alias
 * after a second, then each time the age has doubled, and at least once a minute.
 *
 * @returns `undefined` if the event takes the schedule of missing targets instead (TRM-3), as it does when its function is gone
 * too (U-07).
 */
export function decideMissingAlias(
  event: EventProgress,
  settings: RetrySettings,
  nowMs: number,
  choices: UnsettledChoices = {},
): Decision | undefined {
  const retries = settings.MaximumRetryAttempts ?? eventInvokeDefaults.MaximumRetryAttempts
  if (choices.missingAlias === 'not-found' || event.failures > 0 || retries === 0) return undefined
  const room = roomMs(event, settings, nowMs)
  if (room <= 0)
    return {
      ...{ kind: 'terminal', condition: 'EventAgeExceeded', approximateInvokeCount: 0, dropped: true },
      rules: ['TRM-3a', 'RTY-12'],
    }
  const ageMs = nowMs - event.acceptedAtMs
  const delayMs = Math.min(room, maxLookMs, Math.max(firstLookMs, ageMs))
  return { kind: 'requeue', delayMs, progress: progressOf(event), rules: ['TRM-3a'] }
}

function progressOf({ acceptedAtMs, failures, backoff, last, lastRun }: EventProgress): EventProgress {
  return {
    ...{ acceptedAtMs, failures, backoff },
    ...(last !== undefined && { last }),
    ...(lastRun !== undefined && { lastRun }),
  }
}
