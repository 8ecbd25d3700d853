import { setTimeout } from 'node:timers'
import { Together } from '../../http/together.ts'

/** Entries with which a batch ends, and the time for which they are collected. */
const [most, collectMs] = [64, 10]

/**
 * Collects what a log takes in. No event waits for what is only shown of it, and taking in many entries together costs less of
 * the caches. A reader takes in first what has been collected.
 */
export function inBatches(): Together {
  return new Together((takeIn) => setTimeout(takeIn, collectMs).unref(), most)
}
