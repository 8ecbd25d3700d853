import { connect } from 'node:net'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { mutateBytes } from '../mutate-bytes.ts'
import type { Target } from '../target.ts'

const functions = '/2015-03-31/functions'
const name = 'f'
const request = (method: string, path: string, body = ''): Buffer =>
  Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
const configs = '/2019-09-25/functions'
const target: Target = {
  promise: 'the API answers without a fault of its own, and serves the next request',
  seeds: () => [
    request('GET', `${functions}?MaxItems=2`),
    request('GET', `${functions}/${name}`),
    request('GET', `${functions}/${name}/versions`),
    request('POST', `${functions}/missing/invocations`, '{"a":1}'),
    request(
      'PUT',
      `${configs}/${name}/event-invoke-config?Qualifier=1`,
      '{"MaximumRetryAttempts":1,"DestinationConfig":{}}',
    ),
    request('POST', `${functions}/${name}/aliases`, '{"Name":"live","FunctionVersion":"$LATEST"}'),
    request('PUT', `/2017-10-31/functions/${name}/concurrency`, '{"ReservedConcurrentExecutions":1}'),
    request(
      'POST',
      `/2017-03-31/tags/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3A${name}`,
      '{"Tags":{"a":"b"}}',
    ),
    request(
      'POST',
      `${functions}/${name}/policy`,
      '{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"*"}',
    ),
    request('GET', '/_async-invoke/events?limit=3&state=queued'),
    request('POST', '/_async-invoke/clock', '{"advanceSeconds":1}'),
  ],
  mutate: mutateBytes,
  async open() {
    const faults: unknown[] = []
    const folder = new URL('.', import.meta.url).pathname
    const runtime = await startLocalRuntime({
      functions: { [name]: { directory: folder, handler: 'nothing.handler', runtime: 'nodejs24.x' } },
      time: 'manual',
      onFault: (fault) => faults.push(fault),
    })
    const { hostname, port } = new URL(runtime.endpoint)
    return {
      async attempt(input) {
        const answer = await exchange(hostname, Number(port), input)
        const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? ''
        if (status.startsWith('5') && status !== '501') throw new Error(`answered ${status}`)
        const [fault] = faults.splice(0)
        if (fault !== undefined) throw fault
      },
      close: () => runtime.close(),
    }
  },
}

/** Sends bytes and returns the beginning of the answer; a request that stays incomplete is ended by closing. */
function exchange(host: string, port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, host)
    const done = (): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      done()
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? reject(error) : resolve(answer),
    )
    socket.on('close', () => resolve(answer))
    socket.on('connect', () => socket.end(bytes))
  })
}

export default target
