import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An endpoint that runs the events of workers, and knows which have run. */
export interface Endpoint {
  readonly url: string
  /** Answered runs by request id. One whose worker has gone is none. */
  readonly completed: ReadonlyMap<string, number>
  /** When each run was answered, in milliseconds. */
  readonly completedAtMs: readonly number[]
  /** Requests that wait for an answer. */
  inFlight(): number
  /** Answers these events, those that wait and those that come later; others go on waiting. */
  answer(which: (requestId: string) => boolean): void
  close(): void
}

/** @param afterMs - time until an event is answered; without it, events wait for `answer` */
export async function startEndpoint(afterMs?: number): Promise<Endpoint> {
  const completed = new Map<string, number>()
  const completedAtMs: number[] = []
  const waiting = new Set<{ readonly requestId: string; answer(): void }>()
  let isAnswered = (_requestId: string): boolean => false
  const server = createServer((request, response) => {
    request.resume()
    const requestId = String(request.headers['lambda-runtime-aws-request-id'])
    const run = {
      requestId,
      answer() {
        waiting.delete(run)
        if (response.destroyed) return
        completed.set(requestId, (completed.get(requestId) ?? 0) + 1)
        completedAtMs.push(performance.now())
        response.end('{}')
      },
    }
    waiting.add(run)
    response.on('close', () => waiting.delete(run))
    if (afterMs !== undefined) setTimeout(run.answer, afterMs)
    else if (isAnswered(requestId)) run.answer()
  })
  // No request crosses the end of its connection.
  server.keepAliveTimeout = 0
  await once(server.listen(0, '127.0.0.1', 2_000), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/{function}`,
    ...{ completed, completedAtMs },
    inFlight: () => waiting.size,
    answer(which) {
      isAnswered = which
      for (const run of waiting) if (which(run.requestId)) run.answer()
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
