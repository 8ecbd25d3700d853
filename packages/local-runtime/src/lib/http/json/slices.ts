import { setImmediate } from 'node:timers/promises'
import { type Scan, type ScanOptions, scanSteps } from './scanner.ts'

/** Bytes that are read in one turn of the event loop. */
export const sliceBytes = 65_536

/** Scans bytes like `scanJson`, and serves other requests after every {@link sliceBytes}. */
export async function scanInSlices(bytes: Uint8Array, options: Omit<ScanOptions, 'sliceBytes'> = {}): Promise<Scan> {
  const steps = scanSteps(bytes, { ...options, sliceBytes })
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}
