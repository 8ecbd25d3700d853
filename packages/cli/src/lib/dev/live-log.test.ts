import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLiveLog } from './live-log.ts'

it('writes the lines of one turn of the event loop at once, in their order', async () => {
  const written: string[] = []
  const log = createLiveLog((text) => written.push(text))
  log('one')
  log('')
  expect(written).toEqual([])
  await turn()
  log('two')
  await turn()
  await turn()
  expect(written).toEqual(['one\n\n', 'two\n'])
})
