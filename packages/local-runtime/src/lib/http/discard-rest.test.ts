import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { discardRest } from './discard-rest.ts'

function discarding() {
  const incoming = Object.assign(new EventEmitter(), { resume: () => {} })
  let done = 0
  discardRest(incoming as unknown as IncomingMessage, () => (done += 1))
  return { incoming, done: () => done }
}

describe('the rest of a body', () => {
  it.each(['end', 'close'])('is discarded up to its %s, once', (event) => {
    const { incoming, done } = discarding()
    incoming.emit('data', Buffer.from('rest'))
    expect(done()).toBe(0)
    incoming.emit(event)
    incoming.emit('close')
    expect(done()).toBe(1)
    expect(incoming.eventNames()).toEqual([])
  })

  it('is discarded up to a gibibyte', () => {
    const { incoming, done } = discarding()
    const chunk = new Uint8Array(2 ** 20)
    for (let bytes = 0; bytes < 2 ** 30; bytes += chunk.length) incoming.emit('data', chunk)
    expect(done()).toBe(0)
    incoming.emit('data', chunk.subarray(0, 1))
    expect(done()).toBe(1)
  })
})
