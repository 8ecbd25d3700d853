import { writeZip } from '../../packages/local-runtime/src/lib/functions/write-zip.ts'
import type { Call, CallAws } from './aws/calls.ts'
import type { PassingTime } from './aws/passing-time.ts'
import { errorOf, expectSuccess, prefix, tag, textIn } from './aws/resources.ts'
import { pollSeconds, settling } from './bounds.ts'
import type { Exchange } from './evidence/evidence.ts'
import type { Experiment, Lab } from './experiments/experiment.ts'
import { handlerSource } from './handler-source.ts'
import type { Resource } from './state.ts'

export interface LabDependencies {
  readonly call: CallAws
  readonly time: PassingTime
  readonly region: string
  readonly role: string
  readonly signal: AbortSignal
  /** Notes a resource under a new name, before it is created. */
  readonly announce: (kind: Resource['kind']) => string
}

/** Seconds of held time between two polls. */
const heldStepSeconds = 60

/** @returns a lab, and the exchanges that it notes */
export function createLab(
  experiment: Experiment,
  { call, time, region, role, signal, announce }: LabDependencies,
): { readonly lab: Lab; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = []
  const counts = { lambda: 0, functions: 0, queues: 0 }
  const count = (what: keyof typeof counts, most: number): void => {
    counts[what] += 1
    if (counts[what] > most) throw new Error(`${experiment.name} announces at most ${most} as ${what}`)
  }
  const made = async (request: Call, note?: string): Promise<Exchange> => {
    signal.throwIfAborted()
    const [at, startMs] = [time.nowMs(), performance.now()]
    const answer = await call(request)
    return {
      ...{ at: new Date(at).toISOString(), tookMs: Math.round(performance.now() - startMs), call: request, answer },
      ...(note === undefined ? {} : { note }),
    }
  }
  const pause = (seconds: number): Promise<void> => time.pause(seconds, signal)

  const lab: Lab = {
    region,
    unusedName: `${prefix}${experiment.name}-unused`,
    pause,
    holdMs: (seconds) => time.holdMs(seconds),
    async createQueue() {
      count('queues', experiment.creates.queues)
      const QueueName = announce('queue')
      const input = { QueueName, tags: { [tag.key]: tag.value } }
      const created = expectSuccess('CreateQueue', await call({ service: 'sqs', operation: 'CreateQueue', input }))
      const url = textIn(created, 'QueueUrl')
      const asked = { QueueUrl: url, AttributeNames: ['QueueArn'] }
      const shown = expectSuccess(
        'GetQueueAttributes',
        await call({ service: 'sqs', operation: 'GetQueueAttributes', input: asked }),
      )
      return { url, arn: textIn(shown, 'Attributes', 'QueueArn') }
    },
    async createFunction({ does, timeoutSeconds = 10, deadLetterArn } = {}) {
      count('functions', experiment.creates.functions)
      const FunctionName = announce('function')
      const content = Buffer.from(handlerSource)
      const input = {
        ...{ FunctionName, Role: role, Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: timeoutSeconds },
        ...{ MemorySize: 128, Tags: { [tag.key]: tag.value } },
        Code: { ZipFile: await writeZip([{ path: 'index.js', content, executable: false }]) },
        ...(does === undefined ? {} : { Environment: { Variables: { DOES: does } } }),
        ...(deadLetterArn === undefined ? {} : { DeadLetterConfig: { TargetArn: deadLetterArn } }),
      }
      const request: Call = { service: 'lambda', operation: 'CreateFunction', input }
      const created = await untilSettled(async () => {
        const answer = await call(request)
        // A new role takes seconds to spread.
        return /assume|permissions to call/.test(errorOf(answer)) ? undefined : answer
      })
      const arn = textIn(expectSuccess('CreateFunction', created), 'FunctionArn')
      await untilSettled(async () => {
        const asked: Call = { service: 'lambda', operation: 'GetFunctionConfiguration', input: { FunctionName } }
        const { output: shown } = expectSuccess('GetFunctionConfiguration', await call(asked))
        return shown?.State === 'Active' && shown.LastUpdateStatus !== 'InProgress' ? true : undefined
      })
      return { name: FunctionName, arn }
    },
    async lambda(operation, input, { note, body } = {}) {
      count('lambda', experiment.atMost.lambda)
      if (!experiment.uses.includes(operation)) throw new Error(`${experiment.name} does not announce ${operation}`)
      const request = { service: 'lambda' as const, operation, input, ...(body === undefined ? {} : { body }) }
      const exchange = await made(request, note)
      exchanges.push(exchange)
      return exchange.answer
    },
    invoke(name, payload, more = {}, details = {}) {
      const Payload = payload instanceof Uint8Array ? payload : Buffer.from(JSON.stringify(payload))
      return lab.lambda('Invoke', { FunctionName: name, InvocationType: 'Event', Payload, ...more }, details)
    },
    async receive({ url }, messages, withinSeconds) {
      const untilMs = time.nowMs() + withinSeconds * 1_000
      for (let received = 0; received < messages; ) {
        const startMs = time.nowMs()
        const leftSeconds = Math.max(Math.ceil((untilMs - startMs) / 1_000), 0)
        const stepSeconds = Math.min(time.held ? heldStepSeconds : pollSeconds, leftSeconds)
        // Time that is held passes in no poll.
        const input = { ...receiving, QueueUrl: url, WaitTimeSeconds: time.held ? 0 : stepSeconds }
        const exchange = await made({ service: 'sqs', operation: 'ReceiveMessage', input })
        expectSuccess('ReceiveMessage', exchange.answer)
        const found = exchange.answer.output?.Messages
        const list = Array.isArray(found) ? found : []
        received += list.length
        for (const { ReceiptHandle } of list)
          await call({ service: 'sqs', operation: 'DeleteMessage', input: { QueueUrl: url, ReceiptHandle } })
        if (list.length > 0) exchanges.push(exchange)
        else if (leftSeconds === 0) {
          const note = `${messages - received} of ${messages} did not come in ${withinSeconds} s`
          exchanges.push({ ...exchange, note })
          return
        } else await pause(Math.max(stepSeconds - (time.nowMs() - startMs) / 1_000, 0))
      }
    },
  }

  /** Repeats an attempt until it has a result. */
  async function untilSettled<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    for (let waited = 0; waited <= settling.maxSeconds; waited += settling.everySeconds) {
      signal.throwIfAborted()
      const result = await attempt()
      if (result !== undefined) return result
      await pause(settling.everySeconds)
    }
    throw new Error(`${experiment.name}: a function was not ready after ${settling.maxSeconds} s`)
  }

  return { lab, exchanges }
}

const receiving = {
  ...{ MaxNumberOfMessages: 10, VisibilityTimeout: 60 },
  ...{ MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] },
}
