import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileShim } from '../reliability/shim.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()
let shim: ReturnType<typeof compileShim>
beforeAll(() => {
  shim = compileShim(stores.folder)
})

/**
 * Returns the results of the child on a disk with this fault; skips the test, with the reason, if the shim cannot be
 * built.
 */
function seenWith(fault: string, skip: (reason: string) => void): Record<string, unknown> {
  if ('skipped' in shim) {
    skip(shim.skipped)
    return {}
  }
  const folder = join(stores.folder, fault.slice(1))
  mkdirSync(folder)
  const script = fileURLToPath(new URL('./disk-faults-child.ts', import.meta.url))
  const env = { ...process.env, LD_PRELOAD: shim.library, SHIM_DIR: folder }
  const printed = execFileSync(process.execPath, ['--conditions=@async-invoke/source', script, folder, fault], { env })
  return JSON.parse(String(printed)) as Record<string, unknown>
}

describe('on a failing disk, the store', () => {
  it.for([
    { fault: '.fail-write', code: 'io' },
    { fault: '.fail-sync', code: 'io' },
    { fault: '.no-space', code: 'disk-full' },
  ] as const)(
    'rejects each call with $code ($fault), loses nothing, and continues after recovery',
    ({ fault, code }, { skip }) => {
      const seen = seenWith(fault, skip)
      const error = { code, message: expect.stringContaining('cannot write') }
      expect(seen).toMatchObject({ refused: error, unsettled: error, during: { ready: 1, leased: 1 } })
      // What was written and not flushed is not found by the next process.
      if (fault === '.fail-sync') expect(seen.afterCrash).toBe(2)
      expect(seen).toMatchObject({ accepted: ['accepted'], settled: ['ok'] })
      expect(seen).toMatchObject({ reopened: { code }, inspected: 3, ids: ['kept-2', 'refused', 'outbox'] })
    },
  )

  it('takes what the disk has room for, and then still hands out items and ends them', ({ skip }) => {
    const seen = seenWith('.little-space', skip)
    // 160 KiB without what is left for ends.
    const { filled, settled } = seen as { filled: number; settled: readonly unknown[] }
    expect(filled).toBeGreaterThan(40)
    expect(settled).toEqual(Array.from({ length: filled }, () => 'ok'))
    expect(seen).toMatchObject({ refused: { code: 'disk-full' }, accepted: ['accepted'] })
    // Two are left of those before.
    expect(seen).toMatchObject({ inspected: 3, ids: [`full-${filled - 2}`, `full-${filled - 1}`, 'after'] })
  })

  it.for([
    { about: 'is read-only', fault: '.read-only' },
    { about: 'is not its own', fault: '.denied' },
  ])(
    'refuses to open while the disk $about, can be inspected, and is complete after recovery',
    ({ fault }, { skip }) => {
      const seen = seenWith(fault, skip)
      expect(seen).toEqual({
        reopened: { code: 'read-only', message: expect.any(String) },
        inspected: 2,
        ids: ['kept-1', 'kept-2'],
      })
    },
  )
})
