import { existsSync, readFileSync } from 'node:fs'
import type { ApiResponse } from '../http/api-request.ts'

/** Types of the page's files, by the end of their names; any other file of its folder is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** The page's files; beside compiled modules, its scripts and its styles are joined into one file each. */
const folder = new URL(import.meta.url.endsWith('.ts') ? '../../../page/' : '../../page/', import.meta.url)

/** Names of files: of the folder `page`, or of a folder in it. */
const fileName = /^(?:[a-z]+\/)?[a-z-]+\.(?<type>html|css|js)$/

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
 * @example readPageFile('styles/base.css')?.headers?.['Content-Type'] // 'text/css; charset=utf-8'
 */
export function readPageFile(name: string): ApiResponse | undefined {
  const { type = '' } = fileName.exec(name)?.groups ?? {}
  const url = new URL(name, folder)
  if (!Object.hasOwn(contentTypes, type) || !existsSync(url)) return undefined
  return { status: 200, headers: { ...headers, 'Content-Type': String(contentTypes[type]) }, body: readFileSync(url) }
}

/** Returns the document of the page, with the token that its requests carry; no page of another origin can read it. */
export function readPage(token: string): ApiResponse | undefined {
  const page = readPageFile('index.html')
  if (page?.body === undefined) return undefined
  const html = Buffer.from(page.body).toString()
  const named = html.replace('name="async-invoke-token" content=""', `name="async-invoke-token" content="${token}"`)
  return { ...page, headers: { ...page.headers, 'Cache-Control': 'no-store' }, body: Buffer.from(named) }
}
