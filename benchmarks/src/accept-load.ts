import autocannon from 'autocannon'
import { loadByConnection, type Post, sendOnce } from './load-by-connection.ts'

export const connections = 64
const body = JSON.stringify({ text: 'x'.repeat(1_012) })
const eventHeaders = { 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' }

export interface AcceptFigures {
  readonly perSecond: number
  readonly p99Ms: number
  /** Requests with another answer than 202, or none. */
  readonly failed: number
}

/** Sends events of 1 KB to the function for `seconds`, after a warm-up of one second. */
export async function acceptLoad(
  address: string,
  functionName: string,
  seconds: number,
  more: Readonly<Record<string, string>> = {},
): Promise<AcceptFigures> {
  const load = await createAcceptLoad({ address, functionName, connections, more })
  await load(1)
  return load(seconds)
}

export interface AcceptLoadOptions {
  readonly address: string
  readonly functionName: string
  readonly connections: number
  /** Headers beside those of an event. */
  readonly more?: Readonly<Record<string, string>>
}

/** Creates a load of events of 1 KB, which the function sends for some seconds. */
export async function createAcceptLoad({
  address,
  functionName,
  connections,
  more,
}: AcceptLoadOptions): Promise<(seconds: number) => Promise<AcceptFigures>> {
  const url = `${address}/2015-03-31/functions/${functionName}/invocations`
  const headers = { ...eventHeaders, ...more }
  const { closes } = await sendOnce({ url, headers, body })
  // autocannon sends no second request to a server that closes its connections.
  const load = closes ? loadByConnection : keptAlive
  return (seconds) => load({ url, headers, body }, connections, seconds)
}

async function keptAlive(post: Post, connections: number, seconds: number): Promise<AcceptFigures> {
  const found = await autocannon({ ...post, method: 'POST', connections, duration: seconds })
  return { perSecond: found.requests.average, p99Ms: found.latency.p99, failed: found.non2xx + found.errors }
}
