import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { takeLock } from './journal-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newPath = (): string => join(mkdtempSync(join(folder, 'lock-')), 'journal.lock')
const ended = String(spawnSync(process.execPath, ['--version']).pid)

describe('takeLock', () => {
  it.each([
    { about: 'a process that ended', owner: `${ended} 5` },
    { about: 'a process that ended, without its start', owner: ended },
    { about: 'an earlier process with the id of this one, as in a container', owner: `${process.pid} 5` },
    { about: 'no process', owner: '-1' },
    { about: 'nothing that was written', owner: '' },
  ])('takes over the lock of $about', async ({ owner }) => {
    const path = newPath()
    writeFileSync(path, owner)
    const release = await takeLock(path)
    await expect(takeLock(path)).rejects.toThrow(`process ${process.pid} is using the journal`)
    await release()
    expect(existsSync(path)).toBe(false)
  })

  it('gives the lock of a process that ended to one of many at a time', async () => {
    for (let round = 0; round < 100; round += 1) {
      const path = newPath()
      writeFileSync(path, `${ended} 5`)
      const taken = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(path)))
      expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(readdirSync(dirname(path))).toEqual(['journal.lock'])
    }
  })

  it('goes on after a process that ended while it took the lock over', async () => {
    const path = newPath()
    writeFileSync(path, `${ended} 5`)
    writeFileSync(`${path}.claim`, `${ended} 6`)
    await (await takeLock(path))()
    expect(existsSync(`${path}.claim`)).toBe(false)
  })

  it('leaves the lock of another process alone', async () => {
    const path = newPath()
    const release = await takeLock(path)
    writeFileSync(path, '1 5')
    await release()
    expect(existsSync(path)).toBe(true)
    await expect(takeLock(path)).rejects.toThrow('process 1 is using the journal')
  })

  it('says what is in its way', async () => {
    const path = newPath()
    mkdirSync(path)
    await expect(takeLock(path)).rejects.toThrow(`cannot read ${path}: EISDIR`)
  })
})
