import type { TimelineEntry } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { createWorkLog } from './work-log.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST'
const failed = (requestId: string, errorMessage: string): TimelineEntry => ({
  ...{ requestId, functionArn, atMs: 0, type: 'attempt-ended', attempt: 1, outcome: 'functionError' },
  payload: new TextEncoder().encode(JSON.stringify({ errorType: 'Error', errorMessage })),
})
const ended = (requestId: string): TimelineEntry => ({
  ...{ requestId, functionArn, atMs: 0, type: 'decided' },
  decision: {
    ...{ kind: 'terminal', condition: 'RetriesExhausted', route: 'OnFailure', deadLetter: false, rules: [] },
    ...{ approximateInvokeCount: 1, responseContext: { statusCode: 200 } },
  } as never,
})
const lost = (requestId: string): TimelineEntry => ({ requestId, functionArn, atMs: 0, type: 'lease-lost' })

function linesOf(...entries: readonly TimelineEntry[]): readonly Readonly<Record<string, unknown>>[] {
  const lines: string[] = []
  const log = createWorkLog('warn', (line) => lines.push(line))
  for (const entry of entries) log.timeline(entry)
  return lines.map((line) => JSON.parse(line))
}

describe('createWorkLog', () => {
  it('says why an event failed for good, in the line of its end', () => {
    const lines = linesOf(failed('r-1', 'no items'), failed('r-2', 'no stock'), ended('r-2'), ended('r-1'))
    expect(lines.map(({ requestId, errorMessage }) => [requestId, errorMessage])).toEqual([
      ['r-2', 'no stock'],
      ['r-1', 'no items'],
    ])
  })

  it('forgets an error once something else has come of the event', () => {
    const [, afterLoss, again] = linesOf(failed('r-1', 'no items'), lost('r-1'), ended('r-1'), ended('r-1'))
    expect([afterLoss?.errorMessage, again?.errorMessage]).toEqual([undefined, undefined])
  })
})
