import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createLiveLog } from './live-log.ts'

describe('createLiveLog', () => {
  it('writes the lines of one turn of the event loop at once and in order', async () => {
    const written: string[] = []
    const log = createLiveLog((lines) => written.push(lines))
    log('one')
    log('')
    expect(written).toEqual([])
    await turn()
    log('two')
    await turn()
    await turn()
    expect(written).toEqual(['one\n\n', 'two\n'])
  })
})
