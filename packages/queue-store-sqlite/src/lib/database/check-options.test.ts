import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { openSqliteStore } from '../open-sqlite-store.ts'
import { pathOfFile } from './check-options.ts'
import { inspectSqliteStore } from './inspect.ts'

const clock = new VirtualClock(0)

describe('options of a store', () => {
  it.each([
    { options: { synchronous: 'FULL' }, message: 'synchronous must be one of full, normal: FULL' },
    { options: { synchronous: null }, message: 'synchronous must be one of full, normal: null' },
    { options: { integrityCheck: 'constructor' }, message: 'integrityCheck must be one of after-crash, always, never' },
    { options: { maxItems: Number.NaN }, message: 'maxItems must be a whole number: NaN' },
    { options: { maxItems: -1 }, message: 'maxItems must be a whole number: -1' },
    { options: { maxBytes: '5' }, message: 'maxBytes must be a whole number: 5' },
    { options: { maxFileBytes: Number.POSITIVE_INFINITY }, message: 'maxFileBytes must be a whole number: Infinity' },
    { options: { acceptLoss: 'no' }, message: 'acceptLoss must be true or false: no' },
    {
      options: { clock: undefined },
      message: 'clock must be one such as systemClock of @async-invoke/engine: undefined',
    },
    { options: { clock: Date }, message: 'clock must be one such as systemClock' },
    { options: { path: '' }, message: 'path must be the path of a file: ""' },
    { options: { path: 5 }, message: 'path must be the path of a file: 5' },
    { options: { path: 'a\0b' }, message: 'path must be the path of a file: "a\\u0000b"' },
  ])('that cannot be are refused: $message', async ({ options, message }) => {
    const given = { path: '/nowhere/queue.db', clock, ...options } as never
    await expect(openSqliteStore(given)).rejects.toThrow(
      expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(message) }),
    )
  })

  it.each([':memory:', 'file:queue.db', 'file:queue.db?mode=memory', 'queue.db'])('%s names a file', (path) => {
    expect(pathOfFile(path)).toBe(join(process.cwd(), path))
    expect(() => inspectSqliteStore(path)).toThrow(`there is no database ${join(process.cwd(), path)}`)
  })
})
