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

const run = (line: Parameters<typeof invokeCommand.run>[0]) => invokeCommand.run(line, '0.0.0')
const watch = () => run({ operands: ['f'], values: { endpoint, watch: true } })

describe('invoke --watch', () => {
  it.each([
    { last: { type: 'ended', at, condition: 'Success' }, line: 'ended', failed: undefined, code: 0 },
    { last: { type: 'ended', at, condition: 'RetriesExhausted' }, line: 'ended', failed: 'RetriesExhausted', code: 1 },
    {
      ...{ last: { type: 'quarantined', at, reason: 'unreadable' }, line: 'quarantined  unreadable' },
      ...{ failed: 'unreadable', code: 1 },
    },
    { last: { type: 'lost', at }, line: 'lost', failed: 'lost', code: 1 },
  ])('returns $code after $last.type $last.condition', async ({ last, line, failed, code }) => {
    timeline = [accepted, last]
    expect(await watch()).toBe(code)
    const none = '  no record: neither a destination for failures nor a dead-letter queue is set'
    const failure = failed === undefined ? [] : [`\nfailed: ${failed}\n${none}`]
    expect(lines).toEqual(['202 accepted as r-1', `${at}  accepted`, `${at}  ${line}`, ...failure])
  })

  it('prints the last error, and no control sequences of it', async () => {
    const failed = {
      type: 'attempt-ended',
      at,
      errorType: 'Error',
      errorMessage: 'out of \u001b[2Jstock',
      stack: [' at f'],
    }
    const delivered = { type: 'delivered', at, destinationArn: 'arn:aws:sqs:us-east-1:123456789012:q' }
    timeline = [accepted, failed, { type: 'ended', at, condition: 'RetriesExhausted' }, delivered]
    expect(await watch()).toBe(1)
    expect(lines.at(-1)).toBe('\nfailed: RetriesExhausted\n  Error: out of stock\n    at f')
  })

  it.each(['https://lambda.us-east-1.amazonaws.com', 'https://lambda.cn-north-1.amazonaws.com.cn'])(
    'is refused for Lambda at %s, which does not tell',
    async (aws) => {
      const watching = run({ operands: ['f'], values: { endpoint: aws, watch: true } })
      await expect(watching).rejects.toThrow(`Lambda at ${aws} does not tell what becomes of one`)
    },
  )

  it('takes one payload, as an operand or as a flag', async () => {
    timeline = [accepted, { type: 'ended', at, condition: 'Success' }]
    expect(await run({ operands: ['f', '{"a":1}'], values: { endpoint } })).toBe(0)
    await expect(run({ operands: ['f', '{"a":'], values: { endpoint } })).rejects.toThrow('PAYLOAD is not JSON: ')
    await expect(run({ operands: ['f', '1'], values: { endpoint, payload: '2' } })).rejects.toThrow(
      'invoke takes one payload',
    )
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
