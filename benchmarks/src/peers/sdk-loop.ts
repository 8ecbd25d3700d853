/** `sdk-loop.ts FILE ENDPOINT CONCURRENCY`: a redrive as people write it, without a journal. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const [file = '', endpoint = '', concurrency = '1'] = process.argv.slice(2)
const client = new LambdaClient({ endpoint })
const running = new Set<Promise<unknown>>()
for await (const line of createInterface({ input: createReadStream(file) })) {
  const { requestContext, requestPayload } = JSON.parse(line) as {
    requestContext: { functionArn: string }
    requestPayload: unknown
  }
  const command = new InvokeCommand({
    FunctionName: requestContext.functionArn,
    InvocationType: 'Event',
    Payload: Buffer.from(JSON.stringify(requestPayload)),
  })
  const sent = client.send(command).finally(() => running.delete(sent))
  running.add(sent)
  if (running.size >= Number(concurrency)) await Promise.race(running)
}
await Promise.all(running)
client.destroy()
