/**
 * A server process that answers events with 202: `node accept-server.ts bare|memory|durable`. Prints its address, start
 * time and memory.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalRuntime } from '@async-invoke/local-runtime'

const [kind = 'bare'] = process.argv.slice(2)

/** The minimum for any server: read the body, check that it is JSON, answer. */
function bare(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString())
      response.writeHead(202, { 'Content-Length': 0 }).end()
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

/** The runtime with one slow run in flight, so that only admission is measured. */
async function runtime(durable: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-bench-'))
  const file = join(folder, 'slow.mjs')
  writeFileSync(file, 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 2_000))')
  const dataDirectory = durable ? { dataDirectory: join(folder, 'data') } : {}
  const { endpoint } = await startLocalRuntime({ functions: { f: { file } }, maxInFlight: 1, ...dataDirectory })
  return endpoint
}

const address = kind === 'bare' ? await bare() : await runtime(kind === 'durable')
console.log(
  JSON.stringify({ address, startedInMs: performance.now(), residentMb: process.memoryUsage.rss() / 1_048_576 }),
)
