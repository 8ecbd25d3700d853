import { bodyOf, serve } from './servers.ts'

/** A stand-in for the Runtime Interface Emulator, with its documented faults. */
export interface Emulator {
  readonly endpoint: string
  /** Requests that it has taken: the path, and the client context. */
  readonly requests: { readonly path: string | undefined; readonly clientContext: unknown }[]
  /** True once a second request has come during the first: the real one's process ends by that. */
  hasCrashed: boolean
  /** Ends a run of an event that `waits`: the oldest one, or the next one if none has come so far. */
  wake(): void
}

/**
 * Starts a stand-in that runs one event at a time, as an event says:
 *
 * - `throws`, `exits`, `sleeps`: 200 without a header, with an error object, an empty body, or a text;
 * - a `status`, which the emulator has for faults of its own.
 */
export async function startEmulator(): Promise<Emulator> {
  let running = 0
  const waiting: (() => void)[] = []
  let wakesToCome = 0
  const emulator: Emulator = {
    endpoint: await serve(async (request, response) => {
      running += 1
      if (running > 1) emulator.hasCrashed = true
      const context = request.headers['x-amz-client-context']
      const clientContext = JSON.parse(Buffer.from(String(context), 'base64').toString())
      emulator.requests.push({ path: request.url, clientContext })
      const event = JSON.parse(await bodyOf(request))
      if (event.waits && wakesToCome === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      else if (event.waits) wakesToCome -= 1
      running -= 1
      if (event.status) response.statusCode = event.status
      response.setHeader('Content-Type', 'text/plain; charset=utf-8')
      response.end(answerTo(event))
    }),
    requests: [],
    hasCrashed: false,
    wake() {
      const wakeOldest = waiting.shift()
      if (wakeOldest) wakeOldest()
      else wakesToCome += 1
    },
  }
  return emulator
}

function answerTo(event: Readonly<Record<string, unknown>>): string {
  if (event.throws)
    return '{"errorType":"Error","errorMessage":"failure","trace":["Error: failure","    at Runtime.handler (/var/task/index.js:1:43)"]}'
  if (event.exits) return ''
  if (event.sleeps) return 'Task timed out after 1.00 seconds'
  return JSON.stringify(event.returns ?? null)
}
