import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FilterLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs'

/** Lines on a page: few, so that a reader has to follow `nextToken`. */
const pageSize = 5

/** Serves `FilterLogEvents` of CloudWatch Logs over the lines that `add` was called with. */
export async function startCloudWatchLogs() {
  const entries: { readonly logGroupName: string; readonly timestamp: number; readonly message: string }[] = []
  const server = createServer(async (request, response) => {
    const {
      logGroupName,
      filterPattern = '',
      startTime = 0,
      nextToken = '0',
    } = JSON.parse(await text(request)) as FilterLogEventsRequest
    const group = entries.filter((entry) => entry.logGroupName === logGroupName)
    const matching = group.filter(
      ({ message, timestamp }) => timestamp >= startTime && message.includes(filterPattern.replaceAll('"', '')),
    )
    const end = Number(nextToken) + pageSize
    const events = matching.slice(Number(nextToken), end)
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    if (group.length === 0) response.writeHead(400).end('{"__type":"ResourceNotFoundException"}')
    else response.end(JSON.stringify({ events, ...(end < matching.length && { nextToken: String(end) }) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add(functionName: string, message: string) {
      entries.push({ logGroupName: `/aws/lambda/${functionName}`, timestamp: Date.now(), message })
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
