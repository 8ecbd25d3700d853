/**
 * Compares what the invoker reads from a real Runtime Interface Emulator with what it should read, since the tests use a
 * stand-in. Start a base image with the handler of the tests, then run this script:
 *
 * ```
 * docker run --rm -p 9000:8080 -e AWS_LAMBDA_FUNCTION_TIMEOUT=2 \
 *   -v "$PWD/packages/invokers/test/handlers:/var/task" public.ecr.aws/lambda/nodejs:24 orders.handler
 * pnpm --filter @async-invoke/invokers run emulator:try http://127.0.0.1:9000
 * ```
 */
import { isDeepStrictEqual } from 'node:util'
import { createEmulatorInvoker } from '../src/http.ts'
import { attemptOf, shown } from '../test/attempts.ts'

const [endpoint = 'http://127.0.0.1:9000'] = process.argv.slice(2)
const { invoke } = createEmulatorInvoker({ endpoints: [endpoint] })

const cases = [
  { name: 'a response', event: { n: 1 }, outcome: 'success', member: 'event', value: { n: 1 } },
  {
    name: 'the id of the event',
    event: {},
    outcome: 'success',
    member: 'custom',
    value: { requestId: 'event-1', attempt: '2' },
  },
  {
    name: 'a function that throws',
    event: { throws: true },
    outcome: 'functionError',
    member: 'errorMessage',
    value: 'no items',
  },
  {
    name: 'a function that exits',
    event: { exits: true },
    outcome: 'functionError',
    member: 'errorType',
    value: 'Runtime.ExitError',
  },
  {
    name: 'a function that exceeds its timeout of 2 s',
    event: { sleeps: 10_000 },
    outcome: 'functionError',
    member: 'errorType',
    value: 'Sandbox.Timedout',
  },
  { name: 'a response after all of these', event: { n: 2 }, outcome: 'success', member: 'event', value: { n: 2 } },
]

for (const { name, event, outcome, member, value } of cases) {
  const result = await invoke(attemptOf(event)).then(shown, (error: Error) => ({ rejected: error.message }))
  const payload: unknown = Reflect.get(result, 'payload')
  const found: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, member) : undefined
  const isEqual = Reflect.get(result, 'outcome') === outcome && isDeepStrictEqual(found, value)
  console.log(`${isEqual ? 'as expected' : 'DIFFERS    '}  ${name}${isEqual ? '' : `: ${JSON.stringify(result)}`}`)
  if (!isEqual) process.exitCode = 1
}
