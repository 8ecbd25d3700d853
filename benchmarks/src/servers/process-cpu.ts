import { readFileSync } from 'node:fs'

const microsPerTick = 10_000

/** Processor time of a process with all its threads since its start, in microseconds; `NaN` on systems other than Linux. */
export function processCpuMicros(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * microsPerTick
  } catch {
    return Number.NaN
  }
}
