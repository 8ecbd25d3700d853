import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { createEngine, systemClock } from '@async-invoke/engine'
import { openSqsStore } from '@async-invoke/queue-store-sqs'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'
import type { Row, RunOptions, Suite } from './suite.ts'

/** About the time of a call within a region. */
const latencyMs = 8
const runMs = 50
/** SQS bills a request for each 64 KiB of its messages. */
const billedBytes = 65_536
/** Calls that carry messages, in whose case the size counts. */
const carrying = ['SendMessageBatch', 'ReceiveMessage']

/** The parts of a measurement that vary. */
interface Variation {
  readonly name: string
  readonly eventsPerSecond: number
  readonly lingerMs?: number
  readonly payloadBytes?: number
  readonly hasDestination?: boolean
  readonly queues?: number
}

const variations: readonly Variation[] = [
  { name: '500 events/s', eventsPerSecond: 500 },
  { name: '100 events/s', eventsPerSecond: 100 },
  { name: '100 events/s, no lingering', eventsPerSecond: 100, lingerMs: 0 },
  { name: '100 events/s, lingering for 100 ms', eventsPerSecond: 100, lingerMs: 100 },
  { name: '100 events/s, a record for each', eventsPerSecond: 100, hasDestination: true },
  { name: '100 events/s on 4 queues', eventsPerSecond: 100, queues: 4 },
  { name: '100 events/s of 200 KB', eventsPerSecond: 100, payloadBytes: 200_000 },
  { name: '10 events/s', eventsPerSecond: 10 },
]

interface Counted {
  readonly calls: Map<string, number>
  billed: number
}

/** A client whose calls take as long as within a region, and are counted once `counted` is there. */
function slowClient(endpoint: string, counted: Counted): SQSClient {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  return new Proxy(client, {
    get(target, member) {
      const value = Reflect.get(target, member)
      if (member !== 'send' || typeof value !== 'function') return value
      return async (command: { readonly input: object }, ...rest: readonly unknown[]) => {
        const operation = command.constructor.name.replace('Command', '')
        counted.calls.set(operation, (counted.calls.get(operation) ?? 0) + 1)
        await setTimeout(latencyMs)
        const output: object = await value.call(target, command, ...rest)
        const content = operation === 'SendMessageBatch' ? command.input : output
        const bytes = carrying.includes(operation) ? bytesOf(content) : 0
        counted.billed += Math.max(1, Math.ceil(bytes / billedBytes))
        return output
      }
    },
  })
}

function bytesOf(content: object): number {
  const { Entries = [], Messages = [] } = content as {
    readonly Entries?: readonly { readonly MessageBody: string }[]
    readonly Messages?: readonly { readonly Body: string }[]
  }
  const texts = [...Entries.map(({ MessageBody }) => MessageBody), ...Messages.map(({ Body }) => Body)]
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}

async function measure(variation: Variation, { short }: RunOptions): Promise<Counted & { readonly events: number }> {
  const { eventsPerSecond, lingerMs = 10, payloadBytes = 1_000, hasDestination = false, queues = 1 } = variation
  const events = Math.ceil(eventsPerSecond * (short ? 2 : 20))
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${server.port}`
  const queueUrl = Array.from({ length: queues }, (_, n) => {
    server.createQueue(`q-${n}`, { region: 'us-east-1' })
    return `${endpoint}/000000000000/q-${n}`
  })
  const counted: Counted = { calls: new Map(), billed: 0 }
  const client = slowClient(endpoint, counted)
  const store = await openSqsStore({ client, queueUrl, lingerMs })
  let ended = 0
  const engine = createEngine({
    store,
    clock: systemClock,
    resolve: ({ functionName }) => ({
      functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
      config: hasDestination ? { OnSuccess: 'sink' } : {},
      target: 'present',
    }),
    invoke: async () => {
      await setTimeout(runMs)
      return { outcome: 'success', executedVersion: '$LATEST', payload: Buffer.from('1') }
    },
    deliver: async () => {},
    onTimeline: ({ type }) => {
      if (type === (hasDestination ? 'delivered' : 'decided')) ended += 1
    },
  })
  const payload = { text: 'x'.repeat(payloadBytes) }
  const startMs = performance.now()
  const accepted = Array.from({ length: events }, async (_, n) => {
    await setTimeout((n / eventsPerSecond) * 1_000)
    return engine.accept({ requestId: `event-${n}`, reference: { functionName: `f-${n % 20}` }, payload })
  })
  await Promise.all(accepted)
  while (ended < events) {
    if (performance.now() - startMs > 180_000) throw new Error(`${ended} of ${events} events ended`)
    await setTimeout(50)
  }
  await engine.stop()
  await store.close()
  client.destroy()
  await server.stop()
  return { ...counted, events }
}

/** Price of a million requests, from the JSON file that `SQS_PRICES` names: `{"perMillionRequests": 1, "currency": "USD"}`. */
function readPrice(): { readonly perMillionRequests: number; readonly currency: string } | undefined {
  const file = process.env.SQS_PRICES
  if (file === undefined || file === '') return undefined
  const { perMillionRequests, currency = '' } = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof perMillionRequests !== 'number' || !(perMillionRequests >= 0))
    throw new Error(`${file}: perMillionRequests must be a number of 0 or more: ${String(perMillionRequests)}`)
  return { perMillionRequests, currency: String(currency) }
}

const thousands = (count: number): string => Math.round(count).toLocaleString('en-US')

export default {
  title: 'calls of SQS for a million events',
  note: `One worker that accepts events of 1 KB and runs each for ${runMs} ms, over HTTP on a server of this process; each call takes ${latencyMs} ms longer. Counted, and scaled to a million events. SQS bills a request for each 64 KiB of a call's messages. A retry adds as much as an event; an idle worker makes three calls a minute for each queue. With the price of a million requests in the JSON file that SQS_PRICES names, the table has the cost.`,
  async run(options) {
    const price = readPrice()
    const rows: Row[] = []
    for (const variation of variations) {
      const { calls, billed, events } = await measure(variation, options)
      const perMillion = (count: number): number => (count * 1e6) / events
      const of = (operation: string): string => thousands(perMillion(calls.get(operation) ?? 0))
      const sum = [...calls.values()].reduce((total, count) => total + count, 0)
      rows.push({
        load: variation.name,
        'calls per million events': thousands(perMillion(sum)),
        SendMessageBatch: of('SendMessageBatch'),
        ReceiveMessage: of('ReceiveMessage'),
        DeleteMessageBatch: of('DeleteMessageBatch'),
        'requests billed': thousands(perMillion(billed)),
        ...(price !== undefined && {
          cost: `${((perMillion(billed) / 1e6) * price.perMillionRequests).toFixed(2)} ${price.currency}`,
        }),
      })
    }
    return rows
  },
} satisfies Suite
