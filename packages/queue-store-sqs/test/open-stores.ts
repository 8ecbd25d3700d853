import { randomUUID } from 'node:crypto'
import { VirtualClock } from '@async-invoke/engine'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { openSqsStore, type SqsStore, type SqsStoreError, type SqsStoreOptions } from '../src/index.ts'
import { startTestServer, type TestServer } from './fauxqs-server.ts'

/** A store on queues of its own, and the server's time, which stands still until it is advanced. */
export interface OpenedStore {
  readonly store: SqsStore
  readonly clock: VirtualClock
  readonly server: TestServer
  readonly urls: readonly string[]
  readonly errors: readonly SqsStoreError[]
  /** Opens another handle on the same queues. */
  openAnother(options?: Partial<SqsStoreOptions>): Promise<SqsStore>
}

/** Starts a server for the tests of a file, and returns what opens stores on it; they are closed after each test. */
export function storesOfTests(): (options?: Partial<SqsStoreOptions> & { queues?: number }) => Promise<OpenedStore> {
  let server: TestServer
  const opened: SqsStore[] = []
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()))
    vi.restoreAllMocks()
  })
  afterAll(() => server.stop())
  return async ({ queues = 1, ...options } = {}) => {
    const clock = new VirtualClock(Date.now())
    // The server reads the clock of this process.
    vi.spyOn(Date, 'now').mockImplementation(() => clock.nowMs())
    const urls = Array.from({ length: queues }, () => server.createQueue(`q-${randomUUID()}`))
    const errors: SqsStoreError[] = []
    const openAnother = async (more: Partial<SqsStoreOptions> = {}): Promise<SqsStore> => {
      const onError = (error: SqsStoreError): void => void errors.push(error)
      const held = { client: server.sqs, queueUrl: urls, pollMs: 0, lingerMs: 0, onError }
      const store = await openSqsStore({ ...held, ...options, ...more })
      opened.push(store)
      return store
    }
    return { store: await openAnother(), clock, server, urls, errors, openAnother }
  }
}
