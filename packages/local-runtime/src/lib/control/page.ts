import { readFileSync } from 'node:fs'
import type { ApiResponse } from '../http/api-request.ts'

/** What the page consists of, in the folder `page` of this package, and nothing else that lies there. */
const contentTypes: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'elements.js': 'text/javascript; charset=utf-8',
  'follow.js': 'text/javascript; charset=utf-8',
  'format.js': 'text/javascript; charset=utf-8',
  'manual-time.js': 'text/javascript; charset=utf-8',
  'views.js': 'text/javascript; charset=utf-8',
}

/**
 * The page shows what strangers sent, so it may do next to nothing: run its own scripts, ask this runtime, and put in text
 * as text (`require-trusted-types-for` makes the browser refuse text as markup). No other page may frame it.
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
 * One file of the page; `undefined` for a name that is none.
 *
 * @example pageFile('page.css')?.headers?.['Content-Type'] // 'text/css; charset=utf-8'
 */
export function pageFile(name: string): ApiResponse | undefined {
  if (!Object.hasOwn(contentTypes, name)) return undefined
  // From `src/lib` as from `dist/lib`, the folder is two above.
  const body = readFileSync(new URL(`../../../page/${name}`, import.meta.url))
  return { status: 200, headers: { ...headers, 'Content-Type': String(contentTypes[name]) }, body }
}
