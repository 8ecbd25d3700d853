import { randomUUID } from 'node:crypto'
import { queueStoreCases } from '@async-invoke/engine/conformance'
import { afterAll, beforeAll, describe, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../test/fauxqs-server.ts'
import { openSqsStore } from '../index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('the SQS store', () => {
  for (const { name, run, skip } of queueStoreCases)
    it(name, async ({ skip: skipTest }) => {
      // The server's clock is this process's.
      const realNow = Date.now
      let aheadMs = 0
      const heldAtMs = realNow()
      const now = vi.spyOn(Date, 'now').mockImplementation(() => heldAtMs + aheadMs)
      try {
        const queueUrl = server.createQueue(`q-${randomUUID()}`)
        const bodies = { client: server.s3, bucket: server.bucket }
        const openAnother = () => openSqsStore({ client: server.sqs, queueUrl, bodies, pollMs: 0, lingerMs: 0 })
        const store = await openAnother()
        const reason = skip?.(store.capabilities)
        if (reason !== undefined) skipTest(reason)
        const advanceMs = (ms: number): void => {
          aheadMs += ms
        }
        await run({ advanceMs, open: async () => store, reopen: openAnother, openAnother, manyLanes: 100 })
        await store.close()
      } finally {
        now.mockRestore()
      }
    })
})
