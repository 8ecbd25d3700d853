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
})
