import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Beside the installed packages, so that the bundle finds what is not in it, and vitest does not read it. */
const folder = mkdtempSync(new URL('../node_modules/.bundled-', import.meta.url).pathname)
const file = new URL('./handlers/surroundings.mjs', import.meta.url).pathname
let bundle: typeof import('../src/index.ts') & typeof import('../src/module-invoker.ts')

beforeAll(async () => {
  const outfile = join(folder, 'bundle.mjs')
  await build({
    stdin: {
      contents: "export * from './index.ts'; export * from './module-invoker.ts'",
      resolveDir: new URL('../src', import.meta.url).pathname,
    },
    ...{ bundle: true, format: 'esm', platform: 'node', conditions: ['@async-invoke/source'] },
    ...{ external: ['@aws-sdk/*', '@smithy/*', 'esbuild'], outfile },
  })
  bundle = await import(pathToFileURL(outfile).href)
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('in a bundle, without the programs that serve functions', () => {
  it('starts no runtime whose every run would fail', async () => {
    const starting = bundle.startLocalRuntime({ functions: { f: { file } } })
    await expect(starting).rejects.toMatchObject({
      code: 'bundled',
      message: expect.stringContaining('leave @async-invoke/local-runtime out of the bundle'),
    })
  })

  it('creates no invoker whose every run would fail', async () => {
    await expect(bundle.createModuleInvoker({ functions: { f: { file } } })).rejects.toMatchObject({ code: 'bundled' })
  })
})

describe("in Yarn's Plug'n'Play, which leaves packages in archives", () => {
  it('is unpacked, so that Node.js can start the programs that serve functions', () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(manifest.preferUnplugged).toBe(true)
  })
})
