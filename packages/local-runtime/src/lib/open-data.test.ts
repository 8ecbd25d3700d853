import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '@async-invoke/engine'
import { afterAll, describe, expect, it } from 'vitest'
import { openData } from './open-data.ts'

const directory = mkdtempSync(join(tmpdir(), 'async-invoke-data-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('openData', () => {
  it('reports a problem of a queue that can be used, once', async () => {
    const open = async (): Promise<readonly unknown[]> => {
      const faults: unknown[] = []
      const data = await openData(directory, new VirtualClock(0), (fault) => faults.push(fault))
      await data.close()
      return faults
    }
    expect(await open()).toEqual([])
    rmSync(join(directory, 'queue.sqlite-commits'))
    const message = expect.stringMatching(/^the queue in the data directory .*queue\.sqlite-commits is missing/)
    expect(await open()).toMatchObject([{ code: 'data-damaged', message }])
    expect(await open()).toEqual([])
  })
})
