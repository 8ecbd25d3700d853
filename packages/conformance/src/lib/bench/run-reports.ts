import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { member } from './answer.ts'

/** One run of a function under test, as it reported it. */
export interface Run {
  readonly functionName: string
  /** `context.invokedFunctionArn` */
  readonly functionArn: string
  readonly version: string
  readonly requestId: string
  readonly clientContext: unknown
  readonly payload: unknown
  /** Time on the endpoint's clock. */
  readonly atMs: number
}

/** Orders to a run. */
export interface Orders {
  readonly sleepMs?: number
  readonly raise?: string
  readonly returns?: unknown
}

/** Receives the reports of runs, and answers with orders. */
export interface RunReports {
  /** Where functions report to. Its path cannot be guessed. */
  readonly url: string
  runsOf(requestId: string): readonly Run[]
  /** Sets the orders to the runs of one event, by its payload's `id`; `count` is 1 for the first run. */
  order(id: string, orders: (count: number) => Orders | Promise<Orders>): void
  close(): Promise<void>
}

/** Bytes of a report, at most. */
const maxBytes = 4 * 1_048_576

/**
 * Listens for reports.
 *
 * @param host - name under which functions reach this machine; with any but a loopback address, every interface is listened
 * on
 */
export async function startRunReports(host: string, nowMs: () => Promise<number>): Promise<RunReports> {
  const path = `/${randomBytes(16).toString('hex')}`
  const runs: Run[] = []
  const orders = new Map<string, (count: number) => Orders | Promise<Orders>>()
  const server = createServer(async (request, response) => {
    if (request.url !== path) return void response.writeHead(404).end()
    const run = toRun(await textOf(request).catch(() => ''), await nowMs().catch(() => Date.now()))
    if (run === undefined) return void response.writeHead(400).end()
    runs.push(run)
    const id = member(run.payload, 'id')
    const given = typeof id === 'string' ? orders.get(id) : undefined
    const count = runs.filter(({ requestId }) => requestId === run.requestId).length
    response.end(JSON.stringify((await given?.(count)) ?? {}))
  })
  const isLoopback = /^(?:127\.|localhost$|\[?::1)/.test(host)
  server.listen(0, isLoopback ? '127.0.0.1' : '0.0.0.0')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${host}:${port}${path}`,
    runsOf: (id) => runs.filter(({ requestId }) => requestId === id),
    order: (id, each) => void orders.set(id, each),
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function toRun(text: string, atMs: number): Run | undefined {
  let run: unknown
  try {
    run = JSON.parse(text)
  } catch {
    return undefined
  }
  const named = (name: string): string => String(member(run, name) ?? '')
  return {
    functionName: named('functionName'),
    functionArn: named('functionArn'),
    version: named('version'),
    requestId: named('requestId'),
    clientContext: member(run, 'clientContext'),
    payload: member(run, 'payload'),
    atMs,
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > maxBytes) throw new RangeError('the report is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
