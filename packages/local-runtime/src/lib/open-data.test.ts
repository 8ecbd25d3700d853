import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { VirtualClock } from '@async-invoke/engine'
import { afterAll, describe, expect, it } from 'vitest'
import { zip } from '../../test/zip.ts'
import { CodeStore } from './functions/code-store.ts'
import { openData } from './open-data.ts'

const directory = mkdtempSync(join(tmpdir(), 'async-invoke-data-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('openData', () => {
  it('reports a problem of a queue that can be used, once', async () => {
    const open = async (): Promise<readonly unknown[]> => {
      const faults: unknown[] = []
      const data = await openData({ dataDirectory: directory }, new VirtualClock(0), (fault) => faults.push(fault))
      await data.close()
      return faults
    }
    expect(await open()).toEqual([])
    rmSync(join(directory, 'queue.sqlite-commits'))
    const message = expect.stringMatching(/^the queue in the data directory .*queue\.sqlite-commits is missing/)
    expect(await open()).toMatchObject([{ code: 'data-damaged', message }])
    expect(await open()).toEqual([])
  })

  it('creates a folder for code in memory with the first archive, for its owner only, and removes it', async () => {
    const { codeDirectory, close } = await openData({}, new VirtualClock(0), () => {})
    expect(existsSync(codeDirectory)).toBe(false)
    await new CodeStore(codeDirectory).ofArchive(zip([{ path: 'index.mjs', content: '' }]))
    expect((statSync(codeDirectory).mode & 0o777).toString(8)).toBe('700')
    await close()
    expect(existsSync(codeDirectory)).toBe(false)
  })

  it('refuses a queue from which events are missing, until the loss is accepted', async () => {
    const dataDirectory = join(directory, 'incomplete')
    const clock = new VirtualClock(0)
    const faults: unknown[] = []
    const open = (acceptLoss: boolean) => openData({ dataDirectory, acceptLoss }, clock, (fault) => faults.push(fault))
    const whole = await open(false)
    const bytes = new Uint8Array()
    await whole.store.enqueue(['a', 'b'].map((id) => ({ id, lane: 'l', delayMs: 0, state: bytes, body: bytes })))
    await whole.close()
    const database = new DatabaseSync(join(dataDirectory, 'queue.sqlite'))
    database.exec("DELETE FROM item WHERE id = 'a'")
    database.close()
    await expect(open(false)).rejects.toMatchObject({
      code: 'data-damaged',
      message: expect.stringContaining('open it with acceptLoss'),
    })
    expect(faults).toEqual([])
    const rest = await open(true)
    expect(faults).toMatchObject([
      { code: 'data-damaged', message: expect.stringContaining('1 items are there, but 2 were stored') },
    ])
    expect((await rest.store.claim({ max: 9, leaseMs: 1 })).claims.map(({ id }) => id)).toEqual(['b'])
    await rest.close()
    await (await open(false)).close()
  })

  it('answers with a large queue before it has read it, and tells that events are missing', async () => {
    const dataDirectory = join(directory, 'large')
    const faults: unknown[] = []
    const open = () => openData({ dataDirectory }, new VirtualClock(0), (fault) => faults.push(fault))
    const whole = await open()
    const bytes = new Uint8Array()
    const item = (n: number) => ({ id: `r-${n}`, lane: 'l', delayMs: 0, state: bytes, body: bytes })
    await whole.store.enqueue(Array.from({ length: 20_002 }, (_, n) => item(n)))
    await whole.close()
    const database = new DatabaseSync(join(dataDirectory, 'queue.sqlite'))
    database.exec("DELETE FROM item WHERE id = 'r-9'")
    database.close()
    const data = await open()
    expect(data.takenOver).toBe(20_002)
    await expect(data.store.claim({ max: 9, leaseMs: 1 })).rejects.toMatchObject({ code: 'corrupt' })
    await expect(data.store.enqueue([item(-1)])).rejects.toMatchObject({ code: 'corrupt' })
    const missing = expect.stringMatching(/20001 items are there, but 20002 were stored.*open it with acceptLoss/)
    expect(faults).toMatchObject([{ code: 'data-damaged', message: missing }])
    await data.close()
  })
})
