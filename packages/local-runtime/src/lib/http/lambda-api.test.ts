import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLambdaApi } from './lambda-api.ts'

function createApi() {
  const carriedOut: string[] = []
  const faults: unknown[] = []
  const api = createLambdaApi({
    handlers: {
      async GetFunction({ params }) {
        carriedOut.push(params.FunctionName ?? '')
        return { status: 200 }
      },
    },
    control: { root: '/control/', protected: false, answer: async () => ({ status: 404 }) },
    serve: async () => undefined,
    access: { hosts: [], allowedOrigins: [], token: '', pageFiles: '/control/page/' },
    keys: undefined,
    onFault: (fault) => faults.push(fault),
  })
  const send = (functionName: string): { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse } => {
    const incoming = new IncomingMessage(new Socket())
    Object.assign(incoming, {
      ...{ method: 'GET', url: `/2015-03-31/functions/${functionName}`, complete: true },
      rawHeaders: ['Host', 'localhost'],
      headers: { host: 'localhost' },
    })
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
