import { VirtualClock } from '@async-invoke/engine'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import { describe, it } from 'vitest'
import { openStores } from '../../test/open-stores.ts'

describe.each([
  { synchronous: 'full', journalBytes: undefined },
  // So small that its files are used in turn, again and again.
  { synchronous: 'full', journalBytes: 2_000 },
  { synchronous: 'normal', journalBytes: undefined },
] as const)('the SQLite store with synchronous $synchronous ($journalBytes)', ({ synchronous, journalBytes }) => {
  const stores = openStores()
  for (const { name, run, skip } of queueStoreCases)
    it(name, async ({ skip: skipTest }) => {
      const clock = new VirtualClock(1_000_000)
      const path = stores.newPath()
      const open = () => stores.open({ path, clock, synchronous }, journalBytes)
      const store = await open()
      const reason = skip?.(store.capabilities)
      if (reason !== undefined) skipTest(reason)
      const harness = {
        advanceMs: (ms: number) => clock.advanceMs(ms),
        open: async () => store,
        reopen: () => stores.reopen(store, { path, clock, synchronous }, journalBytes),
      }
      await run(harness)
    })
})
