import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/node-versions.mjs', import.meta.url).pathname
const runtimes = ['nodejs22.x', 'nodejs24.x'] as const
const unreadable = {
  errorType: 'handled',
  errorMessage:
    'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
}
const deprecated = {
  errorType: 'Runtime.CallbackHandlerDeprecated',
  errorMessage:
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
}
const wrong = { errorType: 'TypeError', errorMessage: 'Wrong arguments' }
const unsettled = { errorType: 'Runtime.NodeJsExit' }

interface Case {
  readonly name: string
  /** Answer under Node.js 22, or the members of its error. */
  readonly before: unknown
  /** The same from Node.js 24. */
  readonly since: unknown
}

const answers: readonly Case[] = [
  { name: 'withRest', before: 2, since: 1 },
  { name: 'synchronous', before: null, since: 'not a promise' },
  {
    name: 'contextMembers',
    before: ['succeed', 'callbackWaitsForEmptyEventLoop', 'awsRequestId'],
    since: ['awsRequestId'],
  },
  { name: 'nothing', before: null, since: null },
]
const callbacks: readonly Case[] = [
  { name: 'byCallback', before: { called: 'back' }, since: deprecated },
  { name: 'byCallbackError', before: { errorType: 'Error', errorMessage: 'called back' }, since: deprecated },
  { name: 'asyncOfThree', before: 'of three', since: deprecated },
  { name: 'manyParameters', before: 'undefined', since: deprecated },
  {
    name: 'bySucceed',
    before: 'succeeded',
    since: { errorType: 'TypeError', errorMessage: 'context.succeed is not a function' },
  },
]
const byParameters = ['byCallback', 'byCallbackError', 'asyncOfThree', 'manyParameters']
const failures: readonly Case[] = [
  // Its third parameter has a default and is not counted; the callback takes its place.
  { name: 'withDefault', before: wrong, since: 1 },
  { name: 'neverSettles', before: null, since: unsettled },
  { name: 'aFunction', before: wrong, since: wrong },
  { name: 'aSymbol', before: wrong, since: wrong },
  { name: 'toNothing', before: wrong, since: wrong },
  ...['cyclic', 'bigint'].map((name) => ({
    name,
    before: { errorType: 'Error', errorMessage: 'Unable to stringify response body' },
    since: { errorType: 'Runtime.JSONStringifyError', errorMessage: 'Unable to stringify response body' },
  })),
  ...['stackless', 'stackOfNull', 'stackOfNumbers', 'bigintMessage', 'cyclicMessage', 'numberName', 'thrower'].map(
    (name) => ({ name, before: unreadable, since: { ...unreadable, trace: [] } }),
  ),
  { name: 'noMessage', before: { errorType: 'Error' }, since: { errorType: 'Error' } },
  { name: 'del', before: { errorMessage: 'a%7Fb' }, since: { errorMessage: 'a%7Fb' } },
  {
    name: 'rejectsNothing',
    before: { errorType: 'string', errorMessage: 'handled' },
    since: { errorType: 'undefined', errorMessage: 'undefined' },
  },
  {
    name: 'rejectsLikeError',
    before: { errorType: 'Alike', errorMessage: 'm' },
    since: { errorType: 'object', errorMessage: '[object Object]' },
  },
  {
    name: 'rejectsSymbol',
    before: { errorType: 'TypeError', errorMessage: 'Cannot convert a Symbol value to a string' },
    since: { errorType: 'symbol', errorMessage: 'Symbol(s)' },
  },
]

let runtime: LocalRuntime
beforeAll(async () => {
  // The number of parameters counts for callbacks only, so all other handlers share a process.
  const functions = runtimes.flatMap((version) =>
    ['dispatch', ...byParameters].map(
      (exportName) => [nameOf(exportName, version), { file, exportName, runtime: version }] as const,
    ),
  )
  runtime = await startLocalRuntime({ functions: Object.fromEntries(functions) })
})
afterAll(() => runtime.close())

function nameOf(exportName: string, version: string): string {
  return `${exportName}-${version.slice(6, 8)}`
}

async function run(name: string, version: string) {
  const functionName = nameOf(byParameters.includes(name) ? name : 'dispatch', version)
  const path = `/2015-03-31/functions/${functionName}/invocations`
  const { text, headers } = await raw(runtime.endpoint, 'POST', path, { body: JSON.stringify({ name }) })
  return { answer: JSON.parse(text), failed: headers['x-amz-function-error'] !== undefined }
}

function isFailure(expected: unknown): expected is object {
  return typeof expected === 'object' && expected !== null && ('errorType' in expected || 'errorMessage' in expected)
}

const cases = (group: readonly Case[]) =>
  group.flatMap(({ name, before, since }) => [
    { name, version: runtimes[0], expected: before },
    { name, version: runtimes[1], expected: since },
  ])

describe.each([
  { subject: 'an answer', group: answers },
  { subject: 'a callback (RUN-1)', group: callbacks },
  { subject: 'a failure (REC-5, RUN-11)', group: failures },
])('$subject', ({ group }) => {
  it.each(cases(group))('is that of $version from $name: $expected', async ({ name, version, expected }) => {
    const { answer, failed } = await run(name, version)
    if (isFailure(expected)) {
      expect(answer).toMatchObject(expected)
      if (expected === unreadable) expect(Object.keys(answer)).toEqual(['errorType', 'errorMessage'])
    } else expect(answer).toEqual(expected)
    expect(failed).toBe(isFailure(expected))
  })
})
