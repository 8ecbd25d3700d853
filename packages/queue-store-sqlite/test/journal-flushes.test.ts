import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readRecording } from '../reliability/recorded-disk.ts'
import { compileShim } from '../reliability/shim.ts'
import { openStores } from './open-stores.ts'

const stores = openStores()

describe('the files of the journal', () => {
  it('are used again once what they had is flushed in the database, and after what came before in the other', ({
    skip,
  }) => {
    const shim = compileShim(stores.folder)
    if ('skipped' in shim) return skip(shim.skipped)
    const folder = join(stores.folder, 'recorded')
    const log = join(stores.folder, 'recording')
    mkdirSync(folder)
    const script = fileURLToPath(new URL('./journal-flushes-child.ts', import.meta.url))
    const env = { ...process.env, LD_PRELOAD: shim.library, SHIM_DIR: folder, SHIM_LOG: log }
    execFileSync(process.execPath, ['--conditions=@async-invoke/source', script, folder], { env, stdio: 'inherit' })
    const unflushed = new Set<string>()
    let begun = 0
    for (const { kind, path, offset, data } of readRecording(log)) {
      const name = path.replace(/^.*queue\.db/, '')
      if (kind === 'flushed') unflushed.delete(name)
      if (kind !== 'written') continue
      // Zeros only make a file longer.
      if (name.startsWith('-journal') && offset === 0 && data.some((byte) => byte !== 0)) {
        begun += 1
        expect(
          [...unflushed].filter((each) => each === '-wal' || each.startsWith('-journal')),
          `${name}, ${begun}`,
        ).toEqual([])
      }
      if (data.some((byte) => byte !== 0)) unflushed.add(name)
    }
    expect(begun).toBeGreaterThan(6)
  })
})
