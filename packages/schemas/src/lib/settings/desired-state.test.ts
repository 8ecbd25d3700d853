import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { DocumentError } from '../document/document-error.ts'
import { checkDesiredState, parseDesiredState } from './desired-state.ts'

describe('a desired state', () => {
  it.each(readVectors('desired-state/valid'))('accepts $name', ({ content }) => {
    expect(checkDesiredState(content)).toEqual([])
    expect(parseDesiredState(JSON.stringify(content))).toEqual(content)
  })

  it.each(readVectors<{ document: unknown; issue: { path: string; keyword: string } }>('desired-state/invalid'))(
    'reports the fault of $name and its path',
    ({ content: { document, issue } }) => {
      expect(checkDesiredState(document)).toContainEqual(expect.objectContaining(issue))
      expect(() => parseDesiredState(document)).toThrow(DocumentError)
    },
  )

  it('says what is wrong with settings, and not that null would be right', () => {
    const messagesOf = (settings: unknown): readonly string[] =>
      checkDesiredState({ version: '1.0', functions: { orders: { EventInvokeConfigs: { live: settings } } } }).map(
        ({ path, message }) => `${path.replace('/functions/orders/EventInvokeConfigs', '')} ${message}`,
      )
    expect(messagesOf({ MaximumRetryAttempts: 5, MaximumEventAge: 60 })).toEqual([
      "/live must NOT have additional property 'MaximumEventAge'",
      '/live/MaximumRetryAttempts must be <= 2',
    ])
    expect(messagesOf({ DestinationConfig: { OnFailure: { Destination: 1 } } })).toEqual([
      '/live/DestinationConfig/OnFailure/Destination must be string',
    ])
    expect(messagesOf(5)).toEqual(['/live must be object'])
    expect(messagesOf(null)).toEqual([])
  })

  it('names the version that it has to be', () => {
    expect(checkDesiredState({ version: '2', functions: {} })).toEqual([
      { path: '/version', keyword: 'const', message: "must be '1.0'" },
    ])
  })
})
