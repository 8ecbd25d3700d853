import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { invokeCommand } from './invoke.ts'

const at = '2026-02-10T09:15:00.000Z'
const accepted = { type: 'accepted', at }

let server: Server
let endpoint: string
/** Response to a request for the event's timeline: its entries, 404 for `undefined`, or a closed connection. */
let timeline: readonly object[] | undefined | 'closed'
let lines: string[]

beforeEach(async () => {
  lines = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  server = createServer((request, response) => {
    if (request.method === 'POST') return response.writeHead(202, { 'x-amzn-requestid': 'r-1' }).end()
    if (request.url?.includes('/inbox') === true) return response.end('{"messages":[]}')
    if (timeline === 'closed') return request.socket.destroy()
    if (timeline === undefined) return response.writeHead(404).end('{}')
    return response.end(JSON.stringify({ entries: timeline }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  vi.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})

const watch = () => invokeCommand.run({ operands: ['f'], values: { endpoint, watch: true } }, '0.0.0')

describe('invoke --watch', () => {
  it.each([
    { last: { type: 'ended', at, condition: 'Success' }, line: 'ended', code: 0 },
    { last: { type: 'ended', at, condition: 'RetriesExhausted' }, line: 'ended', code: 1 },
    { last: { type: 'quarantined', at, reason: 'unreadable' }, line: 'quarantined  unreadable', code: 1 },
    { last: { type: 'lost', at }, line: 'lost', code: 1 },
  ])('returns $code after $last.type $last.condition', async ({ last, line, code }) => {
    timeline = [accepted, last]
    expect(await watch()).toBe(code)
    expect(lines).toEqual(['202 accepted as r-1', `${at}  accepted`, `${at}  ${line}`])
  })

  it('fails when the runtime no longer knows the event', async () => {
    timeline = [accepted]
    const watching = watch()
    setTimeout(() => {
      timeline = undefined
    }, 300)
    await expect(watching).rejects.toThrow(`the runtime at ${endpoint} no longer knows the event r-1`)
  })

  it('fails when the connection to the runtime is lost', async () => {
    timeline = 'closed'
    await expect(watch()).rejects.toThrow(
      `lost the connection to the runtime at ${endpoint}; the outcome of the event is unknown`,
    )
  })
})
