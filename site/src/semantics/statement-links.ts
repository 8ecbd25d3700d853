import { linkBetween } from '../pages/addresses.ts'

/**
 * HTML in which the ids of statements are links.
 *
 * @param address - the page on which it stands
 * @param statements - the address of each statement by its id
 */
export function statementLinks(html: string, address: string, statements: ReadonlyMap<string, string>): string {
  return html.replaceAll(/\b[A-Z]{1,3}-[A-Z]?\d+[a-z]?\b/g, (id) => {
    const target = statements.get(id)
    return target === undefined ? id : `<a href="${linkBetween(address, target)}">${id}</a>`
  })
}
