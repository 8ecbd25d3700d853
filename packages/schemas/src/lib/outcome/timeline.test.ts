import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { DocumentError } from '../document/document-error.ts'
import { checkTimeline, parseTimeline } from './timeline.ts'

describe('a timeline', () => {
  it.each(readVectors('timeline/valid'))('is valid: $name', ({ content }) => {
    expect(checkTimeline(content)).toEqual([])
    expect(parseTimeline(JSON.stringify(content))).toEqual(content)
  })

  it.each(readVectors<{ document: unknown; issue: { path: string; keyword: string } }>('timeline/invalid'))(
    'is refused: $name',
    ({ content: { document, issue } }) => {
      expect(checkTimeline(document)).toContainEqual(expect.objectContaining(issue))
      expect(() => parseTimeline(document)).toThrow(DocumentError)
    },
  )
})
