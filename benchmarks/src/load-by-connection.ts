import { request } from 'node:http'

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Answer {
  /** 0 without an answer. */
  readonly status: number
  /** True if the server closes the connection although it was asked to keep it. */
  readonly closes: boolean
}

/** Sends one request on its own connection. Never rejects. */
export function sendOnce({ url, headers, body }: Post): Promise<Answer> {
  return new Promise((resolve) => {
    const all = { ...headers, Connection: 'keep-alive', 'Content-Length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent: false, headers: all }, (response) => {
      const closes = response.headers.connection?.toLowerCase() === 'close'
      response.resume().once('end', () => {
        sent.destroy()
        resolve({ status: response.statusCode ?? 0, closes })
      })
    })
    sent.once('error', () => resolve({ status: 0, closes: false }))
    sent.end(body)
  })
}

/** Sends requests from `callers` callers for `seconds`, each on its own connection. */
export async function loadByConnection(post: Post, callers: number, seconds: number) {
  const times: number[] = []
  let failed = 0
  const startMs = performance.now()
  const endMs = startMs + seconds * 1_000
  const call = async (): Promise<void> => {
    while (performance.now() < endMs) {
      const sentMs = performance.now()
      const { status } = await sendOnce(post)
      if (status === 202) times.push(performance.now() - sentMs)
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
  times.sort((a, b) => a - b)
  return {
    perSecond: (times.length / (performance.now() - startMs)) * 1_000,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    failed,
  }
}
