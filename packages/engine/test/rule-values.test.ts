import { describe, expect, it } from 'vitest'
import { statementValue } from '../../../scripts/rules/statements.ts'
import { decideNext } from '../src/lib/decide/decide-next.ts'
import { followChain } from '../src/lib/decide/lineage.ts'
import type { EventProgress } from '../src/lib/decide/next-step.ts'

const accepted: EventProgress = { acceptedAtMs: 0, failures: 0, backoff: 0 }

/** Seconds of each wait when every attempt ends alike, until the event ends. */
function waits(outcome: 'notFound' | 'throttle', MaximumEventAgeInSeconds = 21_600): number[] {
  const seconds: number[] = []
  for (let event = accepted, nowMs = 0; ; ) {
    const decision = decideNext(event, { outcome }, { MaximumEventAgeInSeconds }, nowMs)
    if (decision.kind === 'terminal') return seconds
    seconds.push(decision.delayMs / 1_000)
    event = decision.progress
    nowMs += decision.delayMs
  }
}

describe('the values of statements', () => {
  it('are the waits before retries (4.2.5c)', () => {
    expect(statementValue('4.2.5c')).toEqual({ delaysInSeconds: waits('notFound') })
  })

  it('are the waits after throttles (4.2.6)', () => {
    const [first = 0, second = 0] = waits('throttle')
    expect(statementValue('4.2.6')).toEqual({
      firstInSeconds: first,
      factor: second / first,
      maxInSeconds: Math.max(...waits('throttle')),
    })
  })

  it('are the attempts of an event that is throttled until it expires (RTY-2)', () => {
    const age = 60
    const starts = [0]
    for (const wait of waits('throttle', age)) starts.push((starts.at(-1) ?? 0) + wait)
    expect(statementValue('RTY-2')).toEqual({ maximumEventAgeInSeconds: age, throttledAtSeconds: starts })
  })

  it('are the runs in one chain (REC-L1)', () => {
    let chain = followChain(undefined, 'arn:aws:lambda:us-east-1:123456789012:function:f', 'Terminate')
    let runs = 0
    while (!chain.stopped) {
      runs += 1
      chain = followChain(chain.traceHeader, 'arn:aws:lambda:us-east-1:123456789012:function:f', 'Terminate')
    }
    expect(statementValue('REC-L1')).toEqual({ runs })
    expect(statementValue('1')).toMatchObject({ loopRuns: runs })
  })
})
