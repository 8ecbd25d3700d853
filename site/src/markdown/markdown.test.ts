import { describe, expect, it } from 'vitest'
import { frontMatterOf } from './front-matter.ts'
import { renderMarkdown } from './markdown.ts'

describe('renderMarkdown', () => {
  it('gives headings the anchors that GitHub gives them', () => {
    const { headings } = renderMarkdown('# A\n\n## `CFG-14e`: 60 s & more…\n\n## Same\n\n## Same\n\n## Über_x 4.2.5c\n')
    expect(headings.map(({ id }) => id)).toEqual(['a', 'cfg-14e-60-s--more', 'same', 'same-1', 'über_x-425c'])
  })

  it('resolves links and images, and leaves code alone', () => {
    const { html } = renderMarkdown('[a](x.md) ![b](y.png) `[c](z.md)` {{ d }}', { resolve: (href) => `to/${href}` })
    expect(html).toBe('<p><a href="to/x.md">a</a> <img src="to/y.png" alt="b"> <code>[c](z.md)</code> {{ d }}</p>\n')
  })

  it('makes links only of addresses with a scheme', () => {
    const { html } = renderMarkdown('Run handler.py or see https://example.com/x.')
    expect(html).toContain('Run handler.py or see <a href="https://example.com/x">https://example.com/x</a>.')
  })

  it('aligns cells by a class, since pages may not have styles', () => {
    const { html } = renderMarkdown('| n |\n| ---: |\n| 1 |\n')
    expect(html).toContain('<th class="number">n</th>')
    expect(html).toContain('<td class="number">1</td>')
  })

  it('colours code of a known language and escapes all other', () => {
    const { html } = renderMarkdown('```ts\nconst a = 1\n```\n\n```none\n<b>\n```\n')
    expect(html).toContain('<code class="language-ts"><span class="hljs-keyword">const</span> a')
    expect(html).toContain('<code class="language-none">&lt;b&gt;\n')
  })

  it.each([
    { text: '# A\n\nFirst `x` **b**.\n\nSecond.', summary: 'First x b.' },
    { text: '# A\n\n**Chosen.** The first.', summary: 'The first.' },
  ])('takes $summary as the summary', ({ text, summary }) => {
    expect(renderMarkdown(text).summary).toBe(summary)
  })

  it('parts the text at headings for the search', () => {
    const { passages } = renderMarkdown('# A\n\nOne\n\n- two\n\n## B\n\n| three |\n| --- |\n')
    expect(passages.map(({ heading, text }) => [heading?.id, text.trim()])).toEqual([
      [undefined, ''],
      ['a', 'One two'],
      ['b', 'three'],
    ])
  })
})

describe('frontMatterOf', () => {
  it('splits the members from the body', () => {
    expect(frontMatterOf('---\ntitle: "A: b"\norder: 2\n---\n# C\n')).toEqual({
      members: { title: 'A: b', order: '2' },
      body: '# C\n',
    })
  })

  it('leaves a rule within the text alone', () => {
    expect(frontMatterOf('# C\n\n---\na: b\n---\n').members).toEqual({})
  })

  it('names a line that it cannot read', () => {
    expect(() => frontMatterOf('---\n- a\n---\n')).toThrow('front matter takes lines of "name: value", got "- a"')
  })
})
