import MiniSearch from 'minisearch'
import { searchOptions } from '../../assets/search-options.js'
import type { Page } from '../pages/page.ts'

/** Words of a passage beyond these find it no better, and would weigh on every reader. */
const maxCharacters = 600

/** The index that a browser loads: each passage of each page by its address. */
export function searchIndex(pages: readonly Page[]): string {
  const index = new MiniSearch(searchOptions)
  for (const { address, title, passages } of pages) {
    const found = new Map([[address, { heading: title, text: '' }]])
    for (const { heading, text } of passages) {
      const top = heading === undefined || heading.level === 1
      const at = top ? address : `${address}#${heading.id}`
      found.set(at, { heading: top ? title : heading.text, text: `${found.get(at)?.text ?? ''}${text}` })
    }
    for (const [at, { heading, text }] of found)
      index.add({ address: at, heading, title, text: text.slice(0, maxCharacters) })
  }
  return JSON.stringify(index)
}
