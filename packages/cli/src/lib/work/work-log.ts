import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'

export type LogLevel = 'error' | 'warn' | 'info' | 'debug'

const logLevels: readonly string[] = ['error', 'warn', 'info', 'debug']

/** Writes one line of JSON for each thing that happens, from a level on. */
export interface WorkLog {
  note(level: LogLevel, type: string, members?: object): void
  timeline(entry: TimelineEntry): void
}

/** @param least - one of the levels; those before it are written, too */
export function createWorkLog(least: string, write: (line: string) => void): WorkLog {
  const told = logLevels.slice(0, logLevels.indexOf(least) + 1)
  const note: WorkLog['note'] = (level, type, members = {}) => {
    if (!told.includes(level)) return
    write(JSON.stringify({ level, type, at: new Date().toISOString(), ...members }))
  }
  /** Errors of attempts whose decision is next, by request id. */
  const errors = new Map<string, object>()
  return {
    note,
    timeline(entry) {
      const { requestId, functionArn } = entry
      const { type, explanation, ...members } = formatTimelineEntry(entry)
      // The ids of rules say the same in fewer bytes.
      const why = entry.type === 'kept' ? { explanation } : {}
      const error = entry.type === 'decided' ? errors.get(requestId) : undefined
      errors.delete(requestId)
      const { errorType, errorMessage } = members
      if (entry.type === 'attempt-ended' && errorMessage !== undefined)
        errors.set(requestId, { errorType, errorMessage })
      note(levelOf(entry), type, { requestId, functionArn, ...members, ...why, ...error })
    },
  }
}

/** Ends of events are told, their steps only on request. */
function levelOf(entry: TimelineEntry): LogLevel {
  switch (entry.type) {
    case 'decided':
      if (entry.decision.kind === 'requeue') return 'debug'
      return entry.decision.condition === 'Success' ? 'info' : 'warn'
    case 'delivery-failed':
    case 'dead-letter-failed':
    case 'quarantined':
      return 'error'
    case 'lease-lost':
    case 'outcome-unknown':
      return 'warn'
    default:
      return 'debug'
  }
}
