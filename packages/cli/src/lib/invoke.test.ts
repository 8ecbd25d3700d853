import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { invoke } from './invoke.ts'

const at = '2026-02-10T09:15:00.000Z'
const accepted = { type: 'accepted', at }

let server: Server
let endpoint: string
/** What is told of the event: its entries, nothing when it is not known, or that the server goes. */
let told: readonly object[] | undefined | 'gone'
let lines: string[]

beforeEach(async () => {
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  server = createServer((request, response) => {
    if (request.method === 'POST') return response.writeHead(202, { 'x-amzn-requestid': 'r-1' }).end()
    if (request.url?.includes('/inbox') === true) return response.end('{"messages":[]}')
    if (told === 'gone') return request.socket.destroy()
    return told === undefined ? response.writeHead(404).end('{}') : response.end(JSON.stringify({ entries: told }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  vi.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})

const watch = () => invoke(['f', '--endpoint', endpoint, '--watch'])

describe('an event that is followed', () => {
  it.each([
    [{ type: 'ended', at, condition: 'Success' }, 0, 'ended'],
    [{ type: 'ended', at, condition: 'RetriesExhausted' }, 1, 'ended'],
    [{ type: 'quarantined', at, reason: 'unreadable' }, 1, 'quarantined  unreadable'],
    [{ type: 'lost', at }, 1, 'lost'],
  ])('ends with %j as %i', async (entry, code, sentence) => {
    told = [accepted, entry]
    expect(await watch()).toBe(code)
    expect(lines).toEqual(['202 accepted as r-1', `${at}  accepted`, `${at}  ${sentence}`])
  })

  it('ends when it is not known any more', async () => {
    told = [accepted]
    const watching = watch()
    setTimeout(() => {
      told = undefined
    }, 300)
    await expect(watching).rejects.toThrow(`the runtime at ${endpoint} does not know the event r-1 any more`)
  })

  it('ends when the runtime has gone', async () => {
    told = 'gone'
    await expect(watch()).rejects.toThrow(`the runtime at ${endpoint} has gone, and how the event ends is not known`)
  })
})
