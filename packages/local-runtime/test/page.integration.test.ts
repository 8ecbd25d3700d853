import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({ signingKeys: { accessKeyId: 'a', secretAccessKey: 'b' } })
})

afterAll(() => runtime.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  raw(runtime.endpoint, 'GET', `/_async-invoke/${path}`, { headers })

describe('the page', () => {
  const files = readdirSync(new URL('../page/', import.meta.url)).filter((name) => name !== 'tsconfig.json')

  it.each([['', 'text/html'], ...files.map((name) => [`page/${name}`, typeOf(name)])])(
    'GET /_async-invoke/%s is %s, and may do nothing but ask this runtime',
    async (path, type) => {
      const { status, headers, text } = await get(String(path))
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

  it('asks for nothing outside of itself, and has no inline script, style or handler', async () => {
    const { text } = await get('')
    const asked = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, url]) => String(url))
    expect(asked.filter((url) => !url.startsWith('data:')).sort()).toEqual(['page/page.css', 'page/page.js'])
    expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]* src=)/)
  })

  it.each(['page/', 'page/tsconfig.json', 'page/..%2fpackage.json', 'page/constructor'])('has no %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it.each([
    ['a rebound name', { Host: 'evil.example' }],
    ['a page of another origin', { Origin: 'https://evil.example' }],
    ['a page without an origin', { Origin: 'null' }],
  ])('is closed to %s', async (_, headers) => {
    for (const path of ['', 'page/page.js', 'health']) expect((await get(path, headers)).status).toBe(403)
  })
})

function typeOf(name: string): string {
  const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' }
  return types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types]
}
