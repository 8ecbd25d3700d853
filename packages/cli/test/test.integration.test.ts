import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runBuilt } from './run-built.ts'

const folder = mkdtempSync(join(tmpdir(), 'test-command-'))
afterAll(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'node_modules/@async-invoke'), { recursive: true })
const localRuntime = fileURLToPath(new URL('../node_modules/@async-invoke/local-runtime', import.meta.url))
symlinkSync(localRuntime, join(folder, 'node_modules/@async-invoke/local-runtime'))

const handlers = {
  'charge.mjs': `import { createEffects } from '@async-invoke/local-runtime/testing'
export const effects = createEffects()
export const handler = ({ orderId }) => effects.call('charge', { orderId })
export const keyed = ({ orderId }) => effects.call('charge', { orderId }, { key: orderId })`,
  'memory.ts': `const seen = new Set<string>()
export const handler = async ({ orderId }: { orderId: string }) => {
  if (seen.has(orderId)) return
  await fetch('https://pay.example/charges', { method: 'POST', body: orderId })
  seen.add(orderId)
}`,
  'loud.mjs': `import { createEffects } from '@async-invoke/local-runtime/testing'
export const effects = createEffects()
console.log('loaded')
export const handler = async ({ orderId }) => {
  console.log('out', orderId)
  console.error('error')
  process.stdout.write(new TextEncoder().encode('bytes'), () => {})
  await effects.call('charge', { orderId }, { key: orderId })
}`,
  'nothing.mjs': 'export const handler = () => {}',
}
for (const [name, text] of Object.entries(handlers)) writeFileSync(join(folder, name), text)
const test = (...args: readonly string[]) =>
  runBuilt(['test', ...args, '--seeds', '5', '--payload', '{"orderId":"A-1"}'], { cwd: folder })

describe('async-invoke test', () => {
  it('prints a problem with a test, and exits with 1', async () => {
    const { code, stdout } = await test('charge.mjs')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^1 problem in \d+ schedules over 1 step, from seed 1\.\n\ntwice: charge /)
    expect(stdout).toContain("{ fault: 'duplicate', event: 1, afterMs: 0 }")
  })

  it('prints for the handler of the README what the README shows', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
    const [, section = ''] = /^## Test a handler under faults$(.*?)^## /ms.exec(readme) ?? []
    const [, shown = ''] = /^```\n(\d+ problem.*?)^```$/ms.exec(section) ?? []
    const [, handler = ''] = /^```js\n(.*?)^```$/ms.exec(section) ?? []
    writeFileSync(join(folder, 'readme.mjs'), handler)
    const { code, stdout } = await runBuilt(['test', 'readme.mjs', '--payload', '{"orderId":"A-1002"}'], {
      cwd: folder,
    })
    expect([code, stdout.slice(0, shown.length)]).toEqual([1, shown])
    expect(shown).not.toBe('')
  })

  it('exits with 0 where there is no problem', async () => {
    const { code, stdout } = await test('charge.mjs#keyed', '--json')
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { problems: [], steps: [1] }])
  })

  it('prints nothing of what the handler writes, or, with --verbose, on stderr', async () => {
    const quiet = await test('loud.mjs', '--json')
    expect([quiet.code, quiet.stderr, JSON.parse(quiet.stdout)]).toMatchObject([0, '', { problems: [] }])
    const loud = await test('loud.mjs', '--json', '--verbose')
    expect(JSON.parse(loud.stdout)).toEqual(JSON.parse(quiet.stdout))
    expect(loud.stderr).toMatch(/^loaded\nout A-1\nerror\nbytes/)
  })

  it('finds what a handler in TypeScript keeps in memory', async () => {
    const { code, stdout } = await test('memory.ts')
    expect([code, stdout]).toEqual([1, expect.stringContaining('twice: POST https://pay.example/charges')])
  })

  it.each([
    { handler: 'nothing.mjs', message: 'nothing was seen of nothing.mjs: export the effects that it calls' },
    { handler: 'missing.mjs', message: "the handler's file does not exist: missing.mjs" },
    { handler: 'charge.mjs#none', message: 'charge.mjs exports no function none; it exports: handler, keyed' },
    { handler: 'app.py', message: 'app.py is Python, and this runs JavaScript and TypeScript' },
  ])('says why it cannot test $handler', async ({ handler, message }) => {
    const { code, stderr } = await test(handler)
    expect([code, stderr]).toEqual([3, expect.stringContaining(message)])
  })
})
