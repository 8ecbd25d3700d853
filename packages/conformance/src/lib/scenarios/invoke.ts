import { paths } from '../bench/paths.ts'
import { absent, like, oneOf } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'
import { checkAnswer } from './refusal.ts'

const asEvent = { 'X-Amz-Invocation-Type': 'Event' }

export const invocations: readonly EndpointScenario[] = [
  {
    name: 'An event is answered 202 with an empty body, and with nothing of a run',
    shows: ['INV-1', 'INV-6'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrowOneSlot()
      const answer = await bench.call('POST', paths.invoke(name), '{"orderId":"A-1"}', asEvent)
      bench.check(['INV-1', 'INV-6'], 'status', answer.status, 202)
      bench.check('INV-6', 'the body', answer.text, '')
      for (const header of ['x-amz-executed-version', 'x-amz-function-error', 'x-amz-log-result'])
        bench.check('INV-6', header, answer.headers[header], absent)
    },
  },
  {
    name: 'The 202 has a request id, the length before remapping, and a trace with keys in lower case',
    shows: ['INV-7'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrowOneSlot()
      const { headers } = await bench.call('POST', paths.invoke(name), '{}', asEvent)
      bench.check('INV-7', 'headers', headers, {
        'x-amzn-requestid': like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        'x-amzn-remapped-content-length': '0',
        'x-amzn-trace-id': like(/^root=1-[0-9a-f]{8}-[0-9a-f]{24};.*sampled=[01]/),
      })
    },
  },
  {
    name: 'A dry run is answered 204, and nothing runs',
    shows: ['INV-1'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      const dryRun = { 'X-Amz-Invocation-Type': 'DryRun' }
      const answer = await bench.call('POST', paths.invoke(name), '{}', dryRun)
      bench.check('INV-1', 'the answer', answer, { status: 204, text: '' })
    },
  },
  {
    name: 'Without an invocation type, a call runs the function and answers with its response',
    shows: ['INV-1'],
    seconds: 30,
    async run(bench) {
      await bench.needRuns()
      const { name } = await bench.borrow()
      const answer = await bench.call('POST', paths.invoke(name), { conformance: { returns: { done: true } } })
      bench.check('INV-1', 'the answer', answer, { status: 200, body: { done: true } })
    },
  },
  {
    name: 'The payload of an event may be any JSON value, or missing',
    shows: ['INV-4'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrowOneSlot()
      for (const payload of ['', 'null', 'true', '1.50', '"text"', '[1,2]', ' {"a" : 1} ']) {
        const { status } = await bench.call('POST', paths.invoke(name), payload, asEvent)
        bench.check('INV-4', `status for the payload '${payload}'`, status, 202)
      }
    },
  },
  {
    name: 'A function is named by its name, a partial ARN or a full ARN, with an equal qualifier or without',
    shows: ['INV-5'],
    seconds: 5,
    async run(bench) {
      const { name, arn } = await bench.borrowOneSlot()
      const account = arn.split(':')[4]
      for (const form of [
        `${name}:$LATEST`,
        `function:${name}`,
        `${account}:function:${name}`,
        arn,
        `${arn}:$LATEST`,
      ]) {
        const { status } = await bench.call('POST', paths.invoke(form), '{}', asEvent)
        bench.check('INV-5', `status for ${form}`, status, 202)
        const qualified = await bench.call('POST', paths.invoke(form, '$LATEST'), '{}', asEvent)
        bench.check('INV-5', `status for ${form} with Qualifier $LATEST`, qualified.status, 202)
      }
    },
  },
  {
    name: 'InvokeAsync is answered 202 with a content type, also for a qualified name',
    shows: ['2.4'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrowOneSlot()
      for (const form of [name, `${name}:$LATEST`]) {
        const answer = await bench.call('POST', paths.invokeAsync(form), '{}')
        bench.check('2.4', `the answer for ${form}`, answer, { status: 202 })
        bench.check('2.4', `content type for ${form}`, answer.headers['content-type'], like(/^application\/json/))
      }
    },
  },
  {
    name: 'An event is accepted for a function with reserved concurrency 0, which refuses a call with 429',
    shows: ['INV-9', 'INV-13', 'FNC-8'],
    seconds: 5,
    async run(bench) {
      const { name } = await bench.borrow()
      await bench.succeed('PUT', paths.putConcurrency(name), { ReservedConcurrentExecutions: 0 })
      const event = await bench.call('POST', paths.invoke(name), '{}', asEvent)
      bench.check('INV-9', 'status of the event', event.status, 202)
      const call = await bench.call('POST', paths.invoke(name), '{}')
      const message = 'Rate Exceeded.'
      checkAnswer(bench, 'FNC-8', 'the call', call, {
        ...{ status: 429, code: 'TooManyRequestsException', message },
        body: { Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
      })
      bench.check('INV-13', 'Retry-After', call.headers['retry-after'], absent)
    },
  },
  {
    name: 'A run sees its event under the request id of the 202, the ARN as invoked, and no client context',
    shows: ['INV-8', 'INV-3', 'DSP-9'],
    seconds: 45,
    async run(bench) {
      await bench.needReports()
      const { name, arn } = await bench.borrow()
      const context = Buffer.from('{"client":{"app_title":"conformance"}}').toString('base64')
      const headers = { ...asEvent, 'X-Amz-Client-Context': context }
      const payload = bench.ordered(() => ({}))
      const { status, headers: answered } = await bench.call('POST', paths.invoke(name), payload, headers)
      bench.check('INV-3', 'status of an event with a client context', status, 202)
      const event = await bench.acceptOrdered(name, () => ({}))
      const run = await bench.until(async () => event.runs()[0], 5)
      bench.check('INV-8', 'context.awsRequestId', run?.requestId, event.requestId)
      bench.check('DSP-9', 'context.invokedFunctionArn', run?.functionArn, arn)
      const withContext = await bench.until(async () => bench.runsOf(answered['x-amzn-requestid'] ?? '')[0], 5)
      bench.check('INV-3', 'the client context of an event', withContext?.clientContext, oneOf(null, undefined))
      bench.check('INV-3', 'the run of an event with a client context', withContext?.payload, payload)
    },
  },
]
