import { readFileSync } from 'node:fs'
import type { ApiResponse } from '../http/api-request.ts'

/** Files of this package's folder `page` that are served; any other file there is not. */
const contentTypes: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'clock-bar.js': 'text/javascript; charset=utf-8',
  'copies.js': 'text/javascript; charset=utf-8',
  'elements.js': 'text/javascript; charset=utf-8',
  'event-view.js': 'text/javascript; charset=utf-8',
  'events-view.js': 'text/javascript; charset=utf-8',
  'faults-view.js': 'text/javascript; charset=utf-8',
  'follow.js': 'text/javascript; charset=utf-8',
  'format.js': 'text/javascript; charset=utf-8',
  'functions-view.js': 'text/javascript; charset=utf-8',
  'inbox-view.js': 'text/javascript; charset=utf-8',
  'keys.js': 'text/javascript; charset=utf-8',
  'layout.js': 'text/javascript; charset=utf-8',
  'overview.js': 'text/javascript; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'picture.js': 'text/javascript; charset=utf-8',
  'route.js': 'text/javascript; charset=utf-8',
}

/**
 * The page shows untrusted payloads, so its policy allows only its own scripts and styles and requests to this runtime.
 * `require-trusted-types-for` makes the browser refuse strings as markup, and no other page may frame it.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
}

/**
 * Returns one file of the page, or `undefined` for an unknown name.
 *
 * @example readPageFile('page.css')?.headers?.['Content-Type'] // 'text/css; charset=utf-8'
 */
export function readPageFile(name: string): ApiResponse | undefined {
  if (!Object.hasOwn(contentTypes, name)) return undefined
  // The relative path is the same from `src/lib/control` and from `dist/lib/control`.
  const body = readFileSync(new URL(`../../../page/${name}`, import.meta.url))
  return { status: 200, headers: { ...headers, 'Content-Type': String(contentTypes[name]) }, body }
}

/** Returns the document of the page, with the token that its requests carry; no page of another origin can read it. */
export function readPage(token: string): ApiResponse | undefined {
  const page = readPageFile('index.html')
  if (page?.body === undefined) return undefined
  const html = Buffer.from(page.body).toString()
  const named = html.replace('name="async-invoke-token" content=""', `name="async-invoke-token" content="${token}"`)
  return { ...page, headers: { ...page.headers, 'Cache-Control': 'no-store' }, body: Buffer.from(named) }
}
