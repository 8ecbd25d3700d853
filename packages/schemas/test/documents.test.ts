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
  return 'nothing was thrown'
}

it('every published document has its functions', () => {
  const covered = [...fullDocuments, ...envelopes].map(({ name }) => name)
  expect(definitions.map(({ name }) => name)).toEqual(covered)
})

describe.each(fullDocuments)('$name', ({ name, check, is, parse, standard }) => {
  it.each(readVectors(`${name}/valid`))('takes $name', async ({ content }) => {
    const text = JSON.stringify(content)
    const document = parse(text)
    expect(JSON.stringify(document)).toBe(text)
    expect(check(document)).toEqual([])
    expect(is(document)).toBe(true)
    expect(parse(document)).toBe(document)
    expect(await standard['~standard'].validate(document)).toEqual({ value: document })
  })

  it.each(readVectors<InvalidVector>(`${name}/invalid`))('refuses $name: $content.why', ({ content }) => {
    const { document, issue } = content
    // A wrong date can only be written as text: everything else is checked as the value that it is.
    if (issue.keyword !== 'pattern' || issue.path !== '/LastModified')
      expect(check(document)).toContainEqual(expect.objectContaining(issue))
    expect(is(document)).toBe(false)
    const expected = issue.path === '/LastModified' ? { path: issue.path } : issue
    expect(issuesThrownBy(() => parse(JSON.stringify(document)))).toContainEqual(expect.objectContaining(expected))
    const result = standard['~standard'].validate(document)
    expect(result.issues?.map(({ path }) => `/${(path ?? []).join('/')}`)).toContain(issue.path || '/')
  })

  it('writes its JSON Schema in both dialects and refuses another', () => {
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
  it.each(readVectors(`${name}/valid`))('takes $name', ({ content }) => {
    expect(check(content)).toEqual([])
  })

  it.each(readVectors<InvalidVector>(`${name}/invalid`))('refuses $name: $content.why', ({ content }) => {
    expect(check(content.document)).toContainEqual(expect.objectContaining(content.issue))
  })
})
