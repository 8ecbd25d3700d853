import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const page = new URL('../page/', import.meta.url)
const styleSheet = / *<link rel="stylesheet" href="page\/(?<name>[^"]+)">\n/g
const preload = / *<link rel="modulepreload" [^>]+>\n/g

/** Text of each file of the page, by name. */
export type PageFiles = Readonly<Record<'index.html' | 'page.css' | 'page.js', string>>

/**
 * Joins the scripts and the style sheets of the page into one file each, in the order of its document: a browser asks for
 * three files instead of 28.
 */
export async function joinedPage(): Promise<PageFiles> {
  const html = readFileSync(new URL('index.html', page), 'utf8')
  const names = [...html.matchAll(styleSheet)].map(({ groups }) => String(groups?.name))
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.js', page))],
    bundle: true,
    format: 'esm',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    write: false,
  })
  let isFirst = true
  const oneSheet = (): string => {
    const link = isFirst ? '    <link rel="stylesheet" href="page/page.css">\n' : ''
    isFirst = false
    return link
  }
  return {
    'index.html': html.replaceAll(preload, '').replaceAll(styleSheet, oneSheet),
    'page.css': names.map((name) => readFileSync(new URL(name, page), 'utf8')).join(''),
    'page.js': outputFiles[0]?.text ?? '',
  }
}
