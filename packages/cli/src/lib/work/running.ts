import type { TimelineEntry } from '@async-invoke/engine'

/** The events that are running: once a worker has stopped, those that it has put back into the queue. */
export interface Running {
  add(entry: Pick<TimelineEntry, 'type' | 'requestId'>): void
  count(): number
}

/** Follows the timelines of an engine. */
export function createRunning(): Running {
  const requestIds = new Set<string>()
  return {
    add({ type, requestId }) {
      if (type === 'attempt-started') requestIds.add(requestId)
      // Of an event whose lease is lost, another worker may have the run.
      else if (type === 'attempt-ended' || type === 'lease-lost') requestIds.delete(requestId)
    },
    count: () => requestIds.size,
  }
}
