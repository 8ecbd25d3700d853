import { describe, expect, it } from 'vitest'
import { listFailed } from './failed-messages.ts'

const ids = ['m-1', 'm-2', 'm-3']
const failed = (...itemIdentifiers: readonly unknown[]): string =>
  JSON.stringify({ batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })) })

describe('listFailed', () => {
  it.each([
    { response: 'null', expected: [] },
    { response: '{}', expected: [] },
    { response: '{"batchItemFailures":[]}', expected: [] },
    { response: '{"batchItemFailures":null}', expected: [] },
    { response: failed('m-2'), expected: ['m-2'] },
    { response: failed('m-3', 'm-1', 'm-3'), expected: ['m-3', 'm-1'] },
    { response: failed('m-1', ''), expected: ids },
    { response: failed(null), expected: ids },
    { response: failed('m-4'), expected: ids },
    { response: '{"batchItemFailures":[{"id":"m-1"}]}', expected: ids },
    { response: '{"batchItemFailures":["m-1"]}', expected: ids },
    { response: '{"batchItemFailures":{}}', expected: ids },
    { response: '', expected: ids },
    { response: '{', expected: ids },
    { response: '"done"', expected: ids },
    { response: '[]', expected: ids },
  ])('finds $expected in the response $response (ESM-5)', ({ response, expected }) => {
    expect(listFailed(new TextEncoder().encode(response), ids)).toEqual(expected)
  })
})
