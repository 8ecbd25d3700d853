import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { DocumentError } from '../document/document-error.ts'
import { checkTimeline, parseTimeline } from './timeline.ts'

describe('a timeline', () => {
  it.each(readVectors('timeline/valid'))('accepts $name', ({ content }) => {
    expect(checkTimeline(content)).toEqual([])
    expect(parseTimeline(JSON.stringify(content))).toEqual(content)
  })

  it.each(readVectors<{ document: unknown; issue: { path: string; keyword: string } }>('timeline/invalid'))(
    'reports the fault of $name and its path',
    ({ content: { document, issue } }) => {
      expect(checkTimeline(document)).toContainEqual(expect.objectContaining(issue))
      expect(() => parseTimeline(document)).toThrow(DocumentError)
    },
  )
})
