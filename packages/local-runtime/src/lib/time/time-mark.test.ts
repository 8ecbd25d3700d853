import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { TimeMark } from './time-mark.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-mark-'))
const atMs = Date.parse('2026-02-10T09:15:00.120Z')

afterAll(() => rmSync(folder, { recursive: true }))

const failed = (fault: unknown): never => {
  throw fault
}

describe('TimeMark', () => {
  it('writes each mark at once, for the next process to read', async () => {
    const path = join(folder, 'clock')
    const mark = new TimeMark(path, failed)
    expect(mark.reachedMs).toBeUndefined()
    mark.own()
    mark.reach(atMs)
    expect(readFileSync(path, 'utf8')).toBe('2026-02-10T09:15:00.120Z\n')
    expect(new TimeMark(path, failed).reachedMs).toBe(atMs)
    mark.reach(atMs + 5_000)
    await mark.close(atMs + 4_000)
    expect(new TimeMark(path, failed).reachedMs).toBe(atMs + 4_000)
  })

  it('writes nothing before own() is called', async () => {
    const path = join(folder, 'not-owned')
    const mark = new TimeMark(path, failed)
    mark.reach(atMs)
    await mark.close(atMs)
    expect(() => readFileSync(path)).toThrow('ENOENT')
    mark.own()
    expect(readFileSync(path, 'utf8')).toContain('2026-02-10')
    await mark.close(atMs)
  })

  it.each(['', '\0\0\0\0', 'soon\n'])('reads no mark from a file with the content %j', (content) => {
    const path = join(folder, 'damaged')
    writeFileSync(path, content)
    expect(new TimeMark(path, failed).reachedMs).toBeUndefined()
  })

  it('reports a mark that cannot be written, and keeps it', () => {
    const faults: unknown[] = []
    const mark = new TimeMark(join(folder, 'nowhere', 'clock'), (fault) => faults.push(fault))
    mark.own()
    mark.reach(atMs)
    expect(faults).toMatchObject([{ code: 'ENOENT' }])
    expect(mark.reachedMs).toBe(atMs)
  })
})
