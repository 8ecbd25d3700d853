import { readFileSync } from 'node:fs'

/** Resident memory of a process, in megabytes; `undefined` where the system does not show it (only Linux does). */
export function residentMegabytes(pid: number | undefined): { now: number; peak: number } | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
    return { now: Math.round(kilobytes('VmRSS') / 1_024), peak: Math.round(kilobytes('VmHWM') / 1_024) }
  } catch {
    return undefined
  }
}
