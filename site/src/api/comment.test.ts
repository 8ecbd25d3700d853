import { TSDocParser } from '@microsoft/tsdoc'
import { describe, expect, it } from 'vitest'
import { commentOf } from './comment.ts'

const read = (text: string) =>
  commentOf(new TSDocParser().parseString(`/**\n * ${text.replaceAll('\n', '\n * ')}\n */`).docComment)

describe('commentOf', () => {
  it('reads every part of a comment as Markdown', () => {
    const comment = read(`Runs \`handler\`, as {@link Engine.accept} does.

- once
- twice

@remarks Slow.
@param handler - the code, see {@link https://example.com/x | there}
@returns its answer
@throws {@link EngineError} if stopped
@throws TypeError without a handler
@defaultValue \`2\`
@see https://example.com/y
@deprecated use another
@example
\`\`\`ts
run(() => {})
\`\`\``)
    expect(comment).toEqual({
      summary: 'Runs `handler`, as [`Engine.accept`](api:Engine.accept) does.\n\n- once\n- twice',
      remarks: 'Slow.',
      parameters: [{ name: 'handler', text: 'the code, see [there](https://example.com/x)' }],
      returns: 'its answer',
      throws: ['[`EngineError`](api:EngineError) if stopped', 'TypeError without a handler'],
      defaultValue: '`2`',
      see: ['https://example.com/y'],
      deprecated: 'use another',
      examples: ['```ts\nrun(() => {})\n```'],
    })
  })

  it('keeps text that TSDoc refuses', () => {
    expect(read('Takes {name} and a@b, and <name>.').summary).toBe('Takes {name} and a@b, and \\<name>.')
  })

  it('reads a missing comment as empty', () => {
    expect(commentOf(undefined)).toMatchObject({ summary: '', parameters: [], examples: [] })
  })
})
