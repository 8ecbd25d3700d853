import { describe, expect, it } from 'vitest'
import { statementLinks } from './statement-links.ts'

const statements = new Map([
  ['RTY-2', 'semantics/retry/#rty-2'],
  ['CFG-14e', 'semantics/settings/#cfg-14e'],
])

describe('statementLinks', () => {
  it.each([
    { html: '<p>Retries (RTY-2, CFG-14e).</p>', links: 2 },
    { html: `<p>UTF-8, ${'RTY-2'}0, ${'RTY-2'}x and X${'RTY-2'}</p>`, links: 0 },
    { html: '<a href="#RTY-2">see <b>RTY-2</b></a>', links: 0 },
    { html: '<code>RTY-2</code><pre>\nRTY-2\n</pre>', links: 0 },
    { html: '<h2 id="RTY-2">RTY-2</h2><p title="RTY-2">RTY-2</p>', links: 1 },
  ])('makes $links links in $html', ({ html, links }) => {
    const linked = statementLinks(html, 'guides/alarms/', statements)
    expect(linked.match(/<a href="\.\.\/\.\.\/semantics\/(?:retry\/#rty-2|settings\/#cfg-14e)">/g) ?? []).toHaveLength(
      links,
    )
    expect(linked.replaceAll(/<a href="\.\.[^>]*>([^<]*)<\/a>/g, '$1')).toBe(html)
  })
})
