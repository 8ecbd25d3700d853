import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { ApiRequest, ApiResponse } from './api-request.ts'
import { createLambdaApi } from './lambda-api.ts'

/** @param answer - of a function; its name is noted before */
function createApi(
  answer: (functionName: string, request: ApiRequest) => Promise<ApiResponse> = async () => ({ status: 200 }),
  control = async (): Promise<ApiResponse> => ({ status: 404 }),
) {
  const carriedOut: string[] = []
  const faults: unknown[] = []
  const api = createLambdaApi({
    handlers: {
      async GetFunction(request) {
        const { FunctionName = '' } = request.params
        carriedOut.push(FunctionName)
        return answer(FunctionName, request)
      },
    },
    control: { root: '/control/', protected: false, answer: control },
    serve: async () => undefined,
    access: { hosts: [], allowedOrigins: [], token: '', pageFiles: '/control/page/' },
    keys: undefined,
    onFault: (fault) => faults.push(fault),
  })
  const send = (
    functionName: string,
    body = '',
    url = `/2015-03-31/functions/${functionName}`,
  ): { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse } => {
    const incoming = new IncomingMessage(new Socket())
    Object.assign(incoming, {
      ...{ method: 'GET', url, complete: true },
      rawHeaders: ['Host', 'localhost'],
      headers: { host: 'localhost' },
    })
    if (body !== '') incoming.push(body)
    const outgoing = new ServerResponse(incoming)
    api(incoming, outgoing)
    return { incoming, outgoing }
  }
  return { send, carriedOut, faults }
}

it('carries out the requests of one turn of the event loop together, at its end and in order', async () => {
  const { send, carriedOut, faults } = createApi()
  const first = send('a')
  await undefined
  const second = send('b')
  expect(carriedOut).toEqual([])
  await turn()
  expect(carriedOut).toEqual(['a', 'b'])
  expect([first.outgoing.statusCode, second.outgoing.statusCode, faults]).toEqual([200, 200, []])
})

it('does not carry out a request whose connection has gone meanwhile', async () => {
  const { send, carriedOut, faults } = createApi()
  send('gone').incoming.socket.destroy()
  send('here')
  await turn()
  await turn()
  expect([carriedOut, faults]).toEqual([['here'], []])
})

it('writes the answers of one turn together, once all of them are known, in the order in which they came', async () => {
  const steps: string[] = []
  const { send } = createApi(async (functionName) => {
    for (let left = functionName === 'slow' ? 20 : 0; left > 0; left -= 1) await undefined
    steps.push(`${functionName} known`)
    return { status: 200 }
  })
  for (const name of ['slow', 'fast']) {
    const { outgoing } = send(name)
    outgoing.end = () => {
      steps.push(`${name} written`)
      return outgoing
    }
  }
  await turn()
  await turn()
  expect(steps).toEqual(['fast known', 'slow known', 'fast written', 'slow written'])
})

it('reports what a handler throws and is no answer, and answers with a fault', async () => {
  const fault = new Error('broken')
  const { send, faults } = createApi(async () => Promise.reject(fault))
  const { outgoing } = send('f')
  await turn()
  await turn()
  expect([outgoing.statusCode, faults]).toEqual([500, [fault]])
})

it('reports nothing of a client that disconnects in the middle of its request', async () => {
  const { send, carriedOut, faults } = createApi(async (_, { body }) => {
    await body(10)
    return { status: 200 }
  })
  const { incoming } = send('f')
  incoming.complete = false
  await turn()
  incoming.destroy()
  await turn()
  await turn()
  expect([carriedOut, faults]).toEqual([['f'], []])
})

it('reports an answer that cannot be written, ends its connection, and writes the others', async () => {
  const { send, faults } = createApi(async (functionName) => ({
    status: 200,
    headers: { 'X-Name': functionName === 'odd' ? 'a\nb' : functionName },
  }))
  const [odd, even] = [send('odd'), send('even')]
  await turn()
  await turn()
  expect([odd.outgoing.destroyed, even.outgoing.statusCode, even.outgoing.writableEnded]).toEqual([true, 200, true])
  expect(faults).toEqual([expect.objectContaining({ code: 'ERR_INVALID_CHAR' })])
})

it('holds a body to the limit of each that reads it, the second time, too', async () => {
  const sizes: unknown[] = []
  const { send } = createApi(async (_, { body }) => {
    for (const limit of [4, 3]) sizes.push(await body(limit))
    return { status: 200 }
  })
  send('f', 'four')
  await turn()
  await turn()
  expect(sizes).toEqual([{ bytes: Buffer.from('four') }, { tooLarge: 4 }])
})

it.each([
  { request: 'has come as a whole', complete: true, length: undefined, keeps: true, connection: 'keep-alive' },
  {
    request: 'is of a client that asks for an end',
    complete: true,
    length: undefined,
    keeps: false,
    connection: 'close',
  },
  { request: 'has a rest of known length', complete: false, length: '70167211', keeps: true, connection: 'keep-alive' },
  {
    request: 'is longer than any operation takes',
    complete: false,
    length: '70167212',
    keeps: true,
    connection: 'close',
  },
  { request: 'has a rest of unknown length', complete: false, length: undefined, keeps: true, connection: 'close' },
])(
  'answers a request that $request with "Connection: $connection"',
  async ({ complete, length, keeps, connection }) => {
    const { send } = createApi()
    const { incoming, outgoing } = send('f')
    incoming.complete = complete
    if (length !== undefined) incoming.headers['content-length'] = length
    outgoing.shouldKeepAlive = keeps
    const heads: unknown[] = []
    outgoing.writeHead = (_: number, headers?: unknown) => {
      heads.push(headers)
      return outgoing
    }
    await turn()
    await turn()
    const [head] = heads as [readonly string[]]
    expect(head.slice(-2)).toEqual(['Connection', connection])
    incoming.destroy()
  },
)

it('streams no more to a client that does not read, and ends a stream with its client', async () => {
  let write = (_: string): void => {}
  let isEnded = false
  const { send } = createApi(undefined, async () => ({
    status: 200,
    stream: (take) => {
      write = take
      return () => {
        isEnded = true
      }
    },
  }))
  const { outgoing } = send('', '', '/control/events')
  await turn()
  await turn()
  const before = outgoing.writableLength
  for (let chunks = 0; chunks < 10; chunks += 1) write('x'.repeat(40_000))
  expect(outgoing.writableLength - before).toBeLessThan(100_000)
  expect(isEnded).toBe(false)
  outgoing.destroy()
  await turn()
  expect(isEnded).toBe(true)
})
