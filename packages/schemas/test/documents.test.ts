import { describe, expect, it } from 'vitest'
import { definitions } from '../definitions/index.ts'
import { DocumentError } from '../src/index.ts'
import { envelopes, fullDocuments } from './documents.ts'
import { type InvalidVector, readVectors } from './vectors.ts'

const issuesThrownBy = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error instanceof DocumentError ? error.issues : error
  }
  return 'no error was thrown'
}

describe('the documents under test', () => {
  it('include every published document', () => {
    const covered = [...fullDocuments, ...envelopes].map(({ name }) => name)
    expect(definitions.map(({ name }) => name)).toEqual(covered)
  })
})

describe.each(fullDocuments)('$name', ({ name, check, is, parse, standard }) => {
  it.each(readVectors(`${name}/valid`))('accepts $name', async ({ content }) => {
    const json = JSON.stringify(content)
    const document = parse(json)
    expect(JSON.stringify(document)).toBe(json)
    expect(check(document)).toEqual([])
    expect(is(document)).toBe(true)
    expect(parse(document)).toBe(document)
    expect(await standard['~standard'].validate(document)).toEqual({ value: document })
  })

  it.each(readVectors<InvalidVector>(`${name}/invalid`))('reports $name: $content.why', ({ content }) => {
    const { document, issue } = content
    // An invalid date exists only in JSON; every other fault is checked in the value, too.
    if (issue.keyword !== 'pattern' || issue.path !== '/LastModified')
      expect(check(document)).toContainEqual(expect.objectContaining(issue))
    expect(is(document)).toBe(false)
    const expected = issue.path === '/LastModified' ? { path: issue.path } : issue
    expect(issuesThrownBy(() => parse(JSON.stringify(document)))).toContainEqual(expect.objectContaining(expected))
    const result = standard['~standard'].validate(document)
    expect(result.issues?.map(({ path }) => `/${(path ?? []).join('/')}`)).toContain(issue.path || '/')
  })

  it('has its JSON Schema in two dialects and throws for any other', () => {
    const { jsonSchema } = standard['~standard']
    expect(jsonSchema.input({ target: 'draft-2020-12' })).toMatchObject({ $id: expect.stringContaining(`:${name}:`) })
    expect(jsonSchema.output({ target: 'draft-07' })).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: expect.stringMatching(/:draft-07$/),
    })
    expect(() => jsonSchema.input({ target: 'openapi-3.0' })).toThrow(TypeError)
  })
})

describe.each(envelopes)('$name', ({ name, check }) => {
  it.each(readVectors(`${name}/valid`))('accepts $name', ({ content }) => {
    expect(check(content)).toEqual([])
  })

  it.each(readVectors<InvalidVector>(`${name}/invalid`))('reports $name: $content.why', ({ content }) => {
    expect(check(content.document)).toContainEqual(expect.objectContaining(content.issue))
  })
})
