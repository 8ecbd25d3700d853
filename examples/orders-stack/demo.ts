import { startLocalRuntime } from '@async-invoke/local-runtime'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { startFauxqs } from 'fauxqs'

const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
const endpoint = `http://127.0.0.1:${services.port}`
let [processed, gaveUp] = [0, 0]
const runtime = await startLocalRuntime({
  template: new URL('./template.yaml', import.meta.url).pathname,
  endpoints: { sns: endpoint, sqs: endpoint },
  accountId: '000000000000',
  time: 'skip',
  onLine(functionName, line) {
    const [text] = /(?:processed|gave up).*/.exec(line) ?? []
    if (text === undefined) return
    console.log(`${functionName}: ${text}`)
    if (text.startsWith('processed')) processed += 1
    else gaveUp += 1
  },
})
for (const line of runtime.notServed()) console.log(`not served: ${line}`)

// The page of a runtime draws this graph, under `#/stack`.
type Graph = { nodes: { id: string; name: string }[]; edges: { from: string; to: string; kind: string }[] }
const { nodes, edges } = (await (await fetch(`${runtime.endpoint}/_async-invoke/graph`)).json()) as Graph
const nameOf = (node: string) => nodes.find(({ id }) => id === node)?.name
for (const { from, to, kind } of edges) console.log(`${nameOf(from)} -> ${nameOf(to)} (${kind})`)

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
for (const order of [
  { id: 'A-1001', items: ['book'] },
  { id: 'A-1002', items: [] },
]) {
  const Payload = JSON.stringify({ body: JSON.stringify(order) })
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'PlaceOrder', Payload }))
  console.log(`${order.id}: ${answer.Payload?.transformToString()}`)
}
while (processed < 1 || gaveUp < 1) await new Promise((resolve) => setTimeout(resolve, 20))

lambda.destroy()
await runtime.close()
await services.stop()
