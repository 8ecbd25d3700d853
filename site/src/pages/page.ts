import type { Heading, Passage } from '../markdown/markdown.ts'

/** One page of the site, without the frame around its text. */
export interface Page {
  /** Where it lies below the site's root: `''` for the home page, `guides/alarms/` for others. */
  readonly address: string
  readonly title: string
  /** One sentence for lists and search engines. */
  readonly summary: string
  /** The file that a reader edits to change the page. */
  readonly source: string
  /** Its place among the pages of its folder; those without one follow, by their addresses. */
  readonly order?: number
  /** A page that says more about the same thing, by a label. */
  readonly related?: { readonly label: string; readonly address: string }
  readonly html: string
  readonly headings: readonly Heading[]
  readonly passages: readonly Passage[]
}
