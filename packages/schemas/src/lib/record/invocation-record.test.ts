import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { DocumentError } from '../document/document-error.ts'
import type { Issue } from '../document/issue.ts'
import { checkInvocationRecord, isInvocationRecord, parseInvocationRecord } from './invocation-record.ts'

interface Invalid {
  readonly why: string
  readonly document: unknown
  readonly issue: Pick<Issue, 'path' | 'keyword'>
}

const thrownBy = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}

describe('checkInvocationRecord (section 6, REC-3)', () => {
  it.each(readVectors('invocation-record/valid'))('accepts $name', ({ content }) => {
    expect(checkInvocationRecord(content)).toEqual([])
    expect(isInvocationRecord(content)).toBe(true)
    expect(parseInvocationRecord(JSON.stringify(content))).toEqual(content)
    expect(parseInvocationRecord(content)).toBe(content)
  })

  it.each(readVectors<Invalid>('invocation-record/invalid'))('reports $name: $content.why', ({ content }) => {
    expect(checkInvocationRecord(content.document)).toContainEqual(expect.objectContaining(content.issue))
    expect(isInvocationRecord(content.document)).toBe(false)
  })
})

describe('parseInvocationRecord', () => {
  it('throws not-json with the beginning of the string and the cause', () => {
    const error = thrownBy(() => parseInvocationRecord(`<html>${'x'.repeat(1_000)}`))
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'not-json', issues: [], cause: expect.any(SyntaxError) })
    expect((error as Error).message.length).toBeLessThan(150)
  })

  it('lists every issue and names the first three in the message', () => {
    const error = thrownBy(() => parseInvocationRecord('{}'))
    expect(error).toMatchObject({ code: 'invalid-document' })
    expect((error as DocumentError).issues).toHaveLength(4)
    expect((error as Error).message).toContain('(and 1 more)')
  })

  it.each([undefined, 1, true, Symbol('s'), () => 1])(
    'throws invalid-document for %o, which JSON cannot represent',
    (value) => {
      expect(thrownBy(() => parseInvocationRecord(value))).toMatchObject({ code: 'invalid-document' })
    },
  )
})
