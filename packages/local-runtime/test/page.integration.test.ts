import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinedPage } from '../scripts/joined-page.ts'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({})
})

afterAll(() => runtime.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  raw(runtime.endpoint, 'GET', `/_async-invoke/${path}`, { headers })

describe('the page', () => {
  const files = readdirSync(new URL('../page/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:html|css|js)$/.test(name),
  )

  it.each([{ path: '', type: 'text/html' }, ...files.map((name) => ({ path: `page/${name}`, type: typeOf(name) }))])(
    'serves /_async-invoke/$path as $type, with a policy that allows requests to this runtime only',
    async ({ path, type }) => {
      const { status, headers, text } = await get(path)
      expect([status, headers['content-type']]).toEqual([200, `${type}; charset=utf-8`])
      expect(headers['x-content-type-options']).toBe('nosniff')
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
        ]),
      )
      expect(policy.join()).not.toMatch(/unsafe|https?:|\*/)
      expect(text.length).toBeGreaterThan(0)
    },
  )

  it('has at most 60 KB, compressed', () => {
    const bytes = files.map((name) => gzipSync(readFileSync(new URL(`../page/${name}`, import.meta.url))).length)
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(60_000)
  })

  it('loads all of its files at once and no others, and has no inline script, style or event handler', async () => {
    const { text } = await get('')
    const loaded = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, url]) => String(url))
    const served = files.filter((name) => name !== 'index.html').map((name) => `page/${name}`)
    expect(loaded.filter((url) => !url.startsWith('data:')).sort()).toEqual(served.sort())
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/)
  })

  it('is published as a document, a script and a style sheet', async () => {
    const joined = await joinedPage()
    const loaded = [...joined['index.html'].matchAll(/(?:src|href)="(page[^"]+)"/g)].map(([, url]) => url)
    expect(loaded).toEqual(['page/page.css', 'page/page.js'])
    expect(/\.js['"]/.test(joined['page.js'])).toBe(false)
    for (const name of files.filter((file) => file.endsWith('.css')))
      expect(joined['page.css']).toContain(readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8'))
  })

  it.each([
    'page/',
    'page/tsconfig.json',
    'page/..%2fpackage.json',
    'page/constructor',
    'page/parts',
    'page/parts/none.js',
  ])('answers 404 to %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it.each<{ from: string; headers: Record<string, string> }>([
    { from: 'a rebound host name', headers: { Host: 'evil.example' } },
    { from: 'a page of another origin', headers: { Origin: 'https://evil.example' } },
    { from: 'a page of an opaque origin', headers: { Origin: 'null' } },
  ])('refuses requests from $from', async ({ headers }) => {
    for (const path of ['', 'page/page.js', 'health']) expect((await get(path, headers)).status).toBe(403)
  })
})

function typeOf(name: string): string {
  const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' }
  return types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types]
}
