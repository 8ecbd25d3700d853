import { describe, expect, it } from 'vitest'
import { problemsOfSite } from './built-site.ts'

const page = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><title>A page</title>${head}</head><body><main><h1 id="top">A page</h1>${body}</main></body></html>`

const site = (files: Record<string, string>): readonly string[] =>
  problemsOfSite(new Map(Object.entries(files).map(([path, text]) => [path, () => text])))

const home = page('<a href="a/">A</a>')

describe('problemsOfSite', () => {
  it('finds none in a site whose links, anchors and images exist', () => {
    const a = page(
      '<p>A</p><h2 id="b">B</h2><a href="../#top">Home</a> <a href="#b">B</a> <a href="https://example.com/x">X</a> <img src="../i.svg" alt="">',
    )
    expect(site({ 'index.html': home, 'a/index.html': a, 'i.svg': '' })).toEqual([])
  })

  it.each([
    { fault: 'a page that does not exist', body: '<a href="../b/">B</a>', says: '../b/ does not exist' },
    { fault: 'a page without the slash at its end', body: '<a href="../a">A</a>', says: '../a does not exist' },
    { fault: 'an anchor of another page', body: '<a href="../#b">B</a>', says: '../#b has no such anchor' },
    { fault: 'an anchor of the page itself', body: '<a href="#b">B</a>', says: '#b has no such anchor' },
    { fault: 'an image that does not exist', body: '<img src="i.png" alt="">', says: 'i.png does not exist' },
    { fault: 'a link above the site', body: '<a href="../../">Up</a>', says: '../../ leaves the site' },
    { fault: 'a link that knows its host', body: '<a href="/a/">A</a>', says: '/a/ begins at the root of the host' },
    { fault: 'http', body: '<a href="http://example.com/">X</a>', says: 'http://example.com/ is not https' },
    { fault: 'a space', body: '<a href="https://example.com/a b">X</a>', says: 'https://example.com/a b has a space' },
    { fault: 'no host', body: '<a href="https://example/">X</a>', says: 'https://example/ names no host' },
    { fault: 'an id twice', body: '<p id="top">Again</p>', says: 'has the id top more than once' },
    { fault: 'a second h1', body: '<h1>Again</h1>', says: 'has 2 <h1>, not one' },
    { fault: 'a heading that skips a level', body: '<h2>B</h2><h4>C</h4>', says: 'has an <h4> below an <h2>' },
    { fault: 'an image without alt', body: '<img src="../i.svg">', says: 'has an image without alt' },
    { fault: 'a style within', body: '<p style="color: red">Red</p>', says: 'has style on <p>' },
    { fault: 'a script within', body: '<script>alert(1)</script>', says: 'has a <script> within' },
    {
      fault: 'a placeholder outside of code',
      body: '<p>Use <name></name></p>',
      says: 'has an element that HTML lacks: <name>',
    },
    {
      fault: 'a font from elsewhere',
      body: '<script src="https://example.com/x.js"></script>',
      says: 'script loads https://example.com/x.js from elsewhere',
    },
    { fault: 'an attribute twice', body: '<p id="a" id="b">B</p>', says: 'is no correct HTML: ' },
  ])('finds $fault', ({ body, says }) => {
    const found = site({ 'index.html': home, 'a/index.html': page(body), 'i.svg': '' })
    expect(found).toEqual([expect.stringContaining(`a/index.html: ${says}`)])
  })

  it('finds a page to which no way leads from the home page', () => {
    expect(
      site({ 'index.html': page(''), 'a/index.html': page('<a href="../b/">B</a>'), 'b/index.html': page('') }),
    ).toEqual([
      'a/index.html: no way leads here from the home page',
      'b/index.html: no way leads here from the home page',
    ])
  })

  it.each([
    { fault: 'a style sheet', file: 's.css', text: '@import url("t.css");', says: 't.css does not exist' },
    { fault: 'a script', file: 's.js', text: "import x from './t.js'", says: './t.js does not exist' },
    {
      fault: 'a script that fetches',
      file: 's.js',
      text: "fetch(new URL('t.json', import.meta.url))",
      says: 't.json does not exist',
    },
  ])('finds a file that $fault names and the site lacks', ({ file, text, says }) => {
    expect(site({ 'index.html': page(''), [`assets/${file}`]: text })).toEqual([`assets/${file}: ${says}`])
  })
})
