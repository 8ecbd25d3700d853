import { escapeHtml } from '../html.ts'
import { linkBetween } from '../pages/addresses.ts'
import type { Page } from '../pages/page.ts'
import type { Tree } from '../pages/tree.ts'
import { githubUrl, kindOf } from '../repository.ts'
import { labelOf, type MenuGroup, menuHtml } from './menu.ts'

const name = 'async-invoke'

/** Nothing from elsewhere is loaded, and nothing within a page runs or styles. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

/** The document of a page: its text in the frame of the site. All links are relative, so that any root serves. */
export function pageHtml(page: Page, tree: Tree, menu: readonly MenuGroup[]): string {
  const { address, title, summary, source, html } = page
  const asset = (file: string): string => linkBetween(address, `assets/${file}`)
  const heading = title === name ? 'async-invoke: asynchronous invocation of AWS Lambda' : `${title} · ${name}`
  return `<!doctype html>
<html lang="en" data-root="${linkBetween(address, '')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(heading)}</title>
<meta name="description" content="${escapeHtml(summary)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${asset('icon.svg')}" type="image/svg+xml">
${['style.css', 'frame.css', 'text.css'].map((file) => `<link rel="stylesheet" href="${asset(file)}">`).join('\n')}
<script src="${asset('theme.js')}"></script>
<script type="module" src="${asset('search.js')}"></script>
</head>
<body>
<a class="skip" href="#site-content">Skip to the text</a>
<header>
<a class="brand" href="${linkBetween(address, '')}">${name}</a>
<form class="search" role="search" hidden><label for="site-query">Search</label><input id="site-query" type="search" autocomplete="off" spellcheck="false" placeholder="Search" aria-controls="site-results"><ul id="site-results" class="results" hidden></ul></form>
<button class="theme" type="button" hidden>Dark colours</button>
<a class="github" href="https://github.com/async-invoke/async-invoke">GitHub</a>
<a class="to-menu" href="#site-menu">Menu</a>
</header>
<div class="frame">
<main id="site-content">
${breadcrumb(page, tree)}${contents(page)}<article>
${html}</article>
<footer>
<a href="${githubUrl(source, kindOf(source) ?? 'file')}">Source of this page</a>
</footer>
</main>
<nav id="site-menu" class="menu" aria-label="All pages">
${menuHtml(menu, tree, address)}
</nav>
</div>
</body>
</html>
`
}

/** The pages above this one. */
function breadcrumb({ address, related }: Page, tree: Tree): string {
  const above = tree.above(address)
  if (above.length === 0) return ''
  const items = above.map(
    (page) => `<li><a href="${linkBetween(address, page.address)}">${escapeHtml(labelOf(page))}</a></li>`,
  )
  const more = related === undefined ? '' : `<a href="${linkBetween(address, related.address)}">${related.label}</a>`
  return `<nav class="breadcrumb" aria-label="Where this page is"><ol>${items.join('')}</ol>${more}</nav>\n`
}

/** The sections of a page that has several. */
function contents({ headings }: Page): string {
  const sections = headings.filter(({ level }) => level === 2 || level === 3)
  if (sections.length < 3) return ''
  const items = sections.map(
    ({ level, id, text }) => `<li class="level-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  )
  return `<nav class="contents" aria-label="On this page"><details><summary>On this page</summary><ul>\n${items.join('\n')}\n</ul></details></nav>\n`
}
