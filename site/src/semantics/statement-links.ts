import { linkBetween } from '../pages/addresses.ts'

/** Links, code, headings and tags stay as they are; everything else is searched for ids. */
const idsAndOthers = /<(a|pre|code|h[1-6])\b.*?<\/\1>|<[^>]*>|\b[A-Z]{1,3}-[A-Z]?\d+[a-z]?\b/gs

/**
 * HTML in which the ids of statements are links.
 *
 * @param address - the page on which it stands
 * @param statements - the address of each statement by its id
 */
export function statementLinks(html: string, address: string, statements: ReadonlyMap<string, string>): string {
  return html.replaceAll(idsAndOthers, (found) => {
    const target = statements.get(found)
    return target === undefined ? found : `<a href="${linkBetween(address, target)}">${found}</a>`
  })
}
