import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const module = new URL('./local-endpoints.ts', import.meta.url).href

/** The host to which a request to SQS goes that is signed with the key of the environment. */
const hostOf = (given: { readonly way: string; readonly before?: string }): string => {
  const program = `
    import { createRequire } from 'node:module'
    import { keepRequestsLocal, loadHttps } from ${JSON.stringify(module)}
    const require = createRequire(import.meta.url)
    const own = process.getBuiltinModule
    ${given.before ?? ''}
    keepRequestsLocal({ AWS_ACCESS_KEY_ID: 'key', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' })
    const request = ${given.way}
    const headers = { Authorization: 'AWS4-HMAC-SHA256 Credential=key/20260210/us-east-1/sqs/aws4_request, Signature=0' }
    const sent = request({ host: 'sqs.us-east-1.amazonaws.com', headers }).on('error', () => {})
    if (process.getBuiltinModule !== own) throw new Error('a trace is left')
    console.log(sent.getHeader('host'))
    sent.destroy()`
  const args = ['--conditions=@async-invoke/source', '--input-type=module', '-e', program]
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()
}

describe('keepRequestsLocal (RUN-6)', () => {
  it.each([
    { way: `require('https').request` },
    { way: `require('node:https').request` },
    { way: `(await import('https')).default.request` },
    { way: `(await import('node:https')).request` },
    { way: `process.getBuiltinModule('https').request` },
    { way: `process.getBuiltinModule('node:https').request` },
    { way: `(await import('node:https')).request`, before: `loadHttps(); await import('node:https')` },
    { way: `require('https').request`, before: `require('https')` },
  ])('redirects a request through $way, after $before', (given) => {
    expect(hostOf(given)).toBe('127.0.0.1:9')
  })
})
