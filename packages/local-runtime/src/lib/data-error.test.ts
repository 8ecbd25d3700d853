import { SqliteStoreError } from '@async-invoke/queue-store-sqlite'
import { describe, expect, it } from 'vitest'
import { dataError } from './data-error.ts'

const systemError = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })
const sqliteError = (errcode: number) => Object.assign(new Error('it failed'), { code: 'ERR_SQLITE_ERROR', errcode })

describe('dataError', () => {
  it.each([
    { cause: new SqliteStoreError('locked', 'locked'), code: 'data-in-use' },
    { cause: new SqliteStoreError('newer-schema', 'newer'), code: 'data-too-new' },
    { cause: new SqliteStoreError('corrupt', 'corrupt'), code: 'data-damaged' },
    { cause: new SqliteStoreError('disk-full', 'full'), code: 'data-full' },
    { cause: new SqliteStoreError('read-only', 'read-only'), code: 'data-unusable' },
    { cause: systemError('ENOSPC'), code: 'data-full' },
    { cause: systemError('EDQUOT'), code: 'data-full' },
    { cause: systemError('EACCES'), code: 'data-unusable' },
    { cause: sqliteError(13), code: 'data-full' },
    { cause: sqliteError(11 + 256), code: 'data-damaged' },
    { cause: sqliteError(26), code: 'data-damaged' },
    { cause: sqliteError(5), code: 'data-in-use' },
    { cause: 'odd', code: 'data-unusable' },
  ])('gives the code $code for $cause', ({ cause, code }) => {
    expect(dataError(cause, '/data')).toMatchObject({ code, cause, message: expect.stringContaining('/data') })
  })
})
