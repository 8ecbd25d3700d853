import { helpUrlOf } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { elementsOf, idsOf } from '../check/elements.ts'
import { renderMarkdown } from '../markdown/markdown.ts'
import { read } from '../repository.ts'
import { semantics } from './semantics-pages.ts'

const { pages, addresses } = semantics()
const anchorsOf = (html: string): ReadonlySet<string> => new Set(idsOf(elementsOf(html).elements))
const anchors = new Map(pages.map(({ address, html }) => [address, anchorsOf(html)]))

describe('semantics', () => {
  it('gives every statement an anchor on the page of its area and on the page of all', () => {
    const missing = [...addresses].filter(([, address]) => {
      const [page = '', anchor = ''] = address.split('#')
      return anchors.get(page)?.has(anchor) !== true || anchors.get('semantics/')?.has(anchor) !== true
    })
    expect(addresses.size).toBeGreaterThan(200)
    expect(missing).toEqual([])
  })

  it('has the anchors to which helpUrlOf leads, as docs/semantics.md does', () => {
    const onGithub = anchorsOf(renderMarkdown(read('docs/semantics.md'), { colours: false }).html)
    const missing = [...addresses].filter(([id, address]) => {
      const [page, anchor = ''] = helpUrlOf(id).split('#')
      return page?.endsWith('/docs/semantics.md') !== true || !onGithub.has(anchor) || !address.endsWith(`#${anchor}`)
    })
    expect(missing).toEqual([])
  })

  it('links the ids within a sentence to their statements', () => {
    const retries = pages.find(({ address }) => address === 'semantics/retry/')?.html
    expect(retries).toContain('(<a href="../questions/#u-05a">U-05a</a>)')
  })
})
