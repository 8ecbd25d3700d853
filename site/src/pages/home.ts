import { escapeHtml } from '../html.ts'
import { linkBetween } from './addresses.ts'
import type { Page } from './page.ts'

/** The home page: the README of the repository, with the first steps as cards before its first section. */
export function homePage(readme: Page, firstSteps: readonly Page[]): Page {
  const cards = firstSteps.map(({ address, title, summary }) => {
    const link = linkBetween(readme.address, address)
    return `<li><a href="${link}"><strong>${escapeHtml(title)}</strong><small>${escapeHtml(summary)}</small></a></li>`
  })
  if (cards.length === 0) return readme
  const list = `<ul class="cards">\n${cards.join('\n')}\n</ul>\n`
  return { ...readme, html: readme.html.replace('<h2', (heading) => `${list}${heading}`) }
}
