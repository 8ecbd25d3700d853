import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact, Noted } from '@async-invoke/engine/internal'
import { fastClock } from '../../queue-store-sqlite/reliability/fast-clock.ts'
import { type FleetSetting, speed } from './fleet-setting.ts'

/** The moment at which a process had the answer to a claim: what it does then follows the claims. */
export interface ClaimsAnswered {
  readonly atMs: number
  readonly type: 'claims-answered'
  readonly tokens: readonly string[]
}

/** A line of a process. */
export type FleetLine = Fact | ClaimsAnswered

/** Notes facts of a process as lines, each in one write, which survives a kill. */
export class FleetFacts {
  readonly #file: number
  readonly #nowMs: () => number
  readonly #process: string

  constructor({ folder, startMs, name }: Pick<FleetSetting, 'folder' | 'startMs' | 'name'>) {
    this.#file = openSync(join(folder, name), 'a')
    this.#nowMs = fastClock(startMs, speed).nowMs
    this.#process = name
  }

  note(noted: Noted): void {
    this.#write({ process: this.#process, ...noted })
  }

  claimsAnswered(tokens: readonly string[]): void {
    this.#write({ type: 'claims-answered', tokens })
  }

  #write(noted: object): void {
    writeSync(this.#file, `${JSON.stringify({ atMs: this.#nowMs(), ...noted })}\n`)
  }
}

/**
 * Puts the facts of processes and servers into one order: that of each source, by time, and none before one that it follows from.
 * Clocks tell too little: processes have milliseconds only, and a call and its effect are closer than that.
 */
export function inOrder(sources: readonly (readonly FleetLine[])[]): readonly Fact[] {
  const given = new Set(sources.flat().map(keyOf))
  const seen = new Set<string>()
  const isBlocked = (line: FleetLine): boolean => causesOf(line).some((key) => given.has(key) && !seen.has(key))
  const next = sources.map(() => 0)
  const ordered: Fact[] = []
  for (;;) {
    let chosen = -1
    let earliest: { readonly isBlocked: boolean; readonly atMs: number } | undefined
    sources.forEach((source, index) => {
      const line = source[next[index] ?? 0]
      if (line === undefined) return
      const found = { isBlocked: isBlocked(line), atMs: line.atMs }
      // A broken store has effects without causes: these come by time.
      if (
        earliest !== undefined &&
        (found.isBlocked === earliest.isBlocked ? found.atMs >= earliest.atMs : found.isBlocked)
      )
        return
      chosen = index
      earliest = found
    })
    const line = sources[chosen]?.[next[chosen] ?? 0]
    if (line === undefined) return ordered
    next[chosen] = (next[chosen] ?? 0) + 1
    seen.add(keyOf(line))
    if (line.type !== 'claims-answered') ordered.push(line)
  }
}

function keyOf(line: FleetLine): string {
  if (line.type === 'enqueued') return `enqueued ${line.item.id}`
  return `${line.type} ${'token' in line ? line.token : 'id' in line ? line.id : ''}`
}

/** What a line cannot have come before. */
function causesOf(line: FleetLine): readonly string[] {
  if (line.type === 'claims-answered') return line.tokens.map((token) => `claimed ${token}`)
  if (line.type === 'enqueued') return [`sent ${line.item.id}`]
  if (line.type === 'confirmed') return [`enqueued ${line.id}`]
  if (line.type === 'settled') return [`settling ${line.token}`]
  if (line.type === 'settle-answered' && line.result === 'ok') return [`settled ${line.token}`]
  return []
}
