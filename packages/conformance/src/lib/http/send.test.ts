import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { send } from './send.ts'

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }

/** Sends a request to a server that answers like this. */
async function askOf(listener: RequestListener, meanwhile: () => Promise<unknown> = async () => {}): Promise<unknown> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = send({ endpoint, credentials, region: 'us-east-1', service: 'lambda' }, { method: 'GET', path: '/x' })
  const [result] = await Promise.all([answer.catch((error: Error) => `${error.name}: ${error.message}`), meanwhile()])
  server.closeAllConnections()
  server.close()
  return result
}

describe('send', () => {
  it('reads an answer whole', async () => {
    const answer = await askOf((_, response) => response.writeHead(201, { a: ['b', 'c'] }).end('text'))
    expect(answer).toMatchObject({ status: 201, text: 'text', headers: { a: 'b, c' } })
  })

  it('gives up on an answer that has no end', async () => {
    const part = Buffer.alloc(1_048_576)
    const answer = await askOf((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      }
      response.on('drain', more)
      more()
    })
    expect(answer).toMatch(/^NoAnswer: lambda at .* does not answer GET \/x: its answer has more than 67108864 bytes$/)
  })

  it('gives up on an answer that comes a byte at a time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let begun = (): void => {}
      const beginning = new Promise<void>((resolve) => {
        begun = resolve
      })
      const answer = await askOf(
        (_, response) => response.write('a', begun),
        () => beginning.then(() => vi.advanceTimersByTimeAsync(60_000)),
      )
      expect(answer).toMatch(/does not answer GET \/x: no whole answer within 60 s$/)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('gives up where the connection breaks', async () => {
    const broken = await askOf((_, response) =>
      response.writeHead(200, { 'Content-Length': 10 }).write('a', () => response.destroy()),
    )
    expect(broken).toMatch(/^NoAnswer: .*: aborted$/)
  })
})
