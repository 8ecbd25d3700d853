import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type FunctionOptions, type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const noPython = spawnSync('python3', ['--version']).status !== 0
const root = mkdtempSync(join(tmpdir(), 'code-on-disk-'))
const open: LocalRuntime[] = []
afterAll(async () => {
  await Promise.all(open.map((runtime) => runtime.close()))
  rmSync(root, { recursive: true })
})

let folders = 0
/** Writes files into a new folder, and returns its path. */
function write(files: Readonly<Record<string, string>>): string {
  folders += 1
  const folder = join(root, `f${folders}`)
  edit(folder, files)
  return folder
}

function edit(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

async function start(f: FunctionOptions) {
  const lines: string[] = []
  const runtime = await startLocalRuntime({
    functions: { f: { timeoutInSeconds: 20, ...f } },
    onLine: (_, line) => void lines.push(line),
  })
  open.push(runtime)
  return { invoke: () => invoke(runtime), lines, runtime }
}

async function invoke(runtime: LocalRuntime, name = 'f') {
  const { text } = await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${name}/invocations`, { body: '{}' })
  return JSON.parse(text)
}

const exporting = (value: string): string => `export const handler = async () => ${value}`

describe('the code of a function in a folder (RUN-9)', () => {
  it.each([
    {
      edited: 'the handler',
      files: { 'app/h.mjs': exporting('1') },
      change: { 'app/h.mjs': exporting('2') },
    },
    {
      edited: 'a module beside its folder',
      files: { 'lib/v.mjs': 'export const v = 1', 'app/h.mjs': `import { v } from '../lib/v.mjs'\n${exporting('v')}` },
      change: { 'lib/v.mjs': 'export const v = 2' },
    },
    {
      edited: 'a CommonJS module',
      files: {
        'lib/v.cjs': 'module.exports = 1',
        'app/h.mjs': `import { createRequire } from 'node:module'\nconst v = createRequire(import.meta.url)('../lib/v.cjs')\n${exporting('v')}`,
      },
      change: { 'lib/v.cjs': 'module.exports = 2' },
    },
    {
      edited: 'imported JSON',
      files: {
        'v.json': '1',
        'app/h.mjs': `import v from '../v.json' with { type: 'json' }\n${exporting('v')}`,
      },
      change: { 'v.json': '2' },
    },
    {
      edited: 'a module loaded in a run',
      files: { 'lib/v.mjs': 'export const v = 1', 'app/h.mjs': exporting("(await import('../lib/v.mjs')).v") },
      change: { 'lib/v.mjs': 'export const v = 2' },
    },
  ])('is loaded again after a change of $edited, and the log says so', async ({ files, change }) => {
    const folder = write(files)
    const { invoke, lines } = await start({ file: join(folder, 'app/h.mjs') })
    expect([await invoke(), await invoke()]).toEqual([1, 1])
    edit(folder, change)
    expect(await invoke()).toBe(2)
    const [changed = ''] = Object.keys(change)
    expect(lines.filter((line) => line.startsWith('async-invoke: '))).toEqual([
      `async-invoke: loading the function again, since ${join(folder, changed)} has changed`,
    ])
  })

  it.skipIf(noPython)('is loaded again after a change of a Python module beside its folder', async () => {
    const folder = write({
      'lib/v.py': 'v = 1',
      'app/h.py':
        "import os, sys\nsys.path.append(os.path.dirname(__file__) + '/../lib')\nimport v\ndef handler(e, c):\n    return v.v",
    })
    const { invoke } = await start({ file: join(folder, 'app/h.py') })
    expect(await invoke()).toBe(1)
    edit(folder, { 'lib/v.py': 'v = 22' })
    expect(await invoke()).toBe(22)
  })

  it('is not loaded again for dependencies, files that it has not loaded, or a touch that changes nothing', async () => {
    const folder = write({
      'app/node_modules/dep/index.js': 'exports.v = 1',
      'app/other.mjs': '',
      'app/h.mjs': `import { v } from 'dep'\n${exporting('process.pid * v')}`,
    })
    const { invoke } = await start({ file: join(folder, 'app/h.mjs') })
    const first = await invoke()
    edit(folder, { 'app/node_modules/dep/index.js': 'exports.v = 2', 'app/other.mjs': '//', 'app/new.mjs': '' })
    expect(await invoke()).toBe(first)
  })

  it('fails while a file is missing, and runs when it is back', async () => {
    const folder = write({ 'v.mjs': 'export const v = 1', 'h.mjs': `import { v } from './v.mjs'\n${exporting('v')}` })
    const { invoke } = await start({ file: join(folder, 'h.mjs') })
    expect(await invoke()).toBe(1)
    rmSync(join(folder, 'v.mjs'))
    expect(await invoke()).toMatchObject({
      errorType: 'Error',
      errorMessage: expect.stringMatching(/^Cannot find module/),
    })
    edit(folder, { 'v.mjs': 'export const v = 3' })
    expect(await invoke()).toBe(3)
  })

  it('is followed through links to files and folders', async () => {
    const folder = write({ 'real/h.mjs': exporting('1'), 'app/.keep': '' })
    symlinkSync(join(folder, 'real'), join(folder, 'app/linked'))
    symlinkSync(join(folder, 'app'), join(folder, 'app/loop'))
    const { invoke } = await start({ file: join(folder, 'app/linked/h.mjs') })
    expect(await invoke()).toBe(1)
    edit(folder, { 'real/h.mjs': exporting('2') })
    expect(await invoke()).toBe(2)
  })

  it('of a provided runtime is loaded again after a change in its folder', async () => {
    const bootstrap = (value: number): string =>
      `#!${process.execPath}\nconst base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/invocation/'\nconst run = async () => { for (;;) { const next = await fetch(base + 'next'); const id = next.headers.get('lambda-runtime-aws-request-id'); await next.text(); await fetch(base + id + '/response', { method: 'POST', body: '${value}' }) } }\nrun().catch(() => process.exit(1))\n`
    const folder = write({ bootstrap: bootstrap(1) })
    chmodSync(join(folder, 'bootstrap'), 0o755)
    const { invoke } = await start({ directory: folder, handler: 'x.y', runtime: 'provided.al2023' })
    expect(await invoke()).toBe(1)
    edit(folder, { bootstrap: bootstrap(2) })
    utimesSync(join(folder, 'bootstrap'), 1_800_000_000, 1_800_000_000)
    expect(await invoke()).toBe(2)
  })
})

describe('the AWS SDK of Lambda’s runtimes (RUN-10)', () => {
  const codes = {
    cjs: "const { SQSClient } = require('@aws-sdk/client-sqs')\nexports.handler = async () => typeof SQSClient",
    mjs: `import { SQSClient } from '@aws-sdk/client-sqs'\n${exporting('typeof SQSClient')}`,
  }

  it.each([
    { name: 'index.cjs', runtime: 'nodejs20.x', content: codes.cjs },
    { name: 'index.mjs', runtime: 'nodejs24.x', content: codes.mjs },
  ])('is there for a zip with $name on $runtime', async ({ name, runtime: Runtime, content }) => {
    const { runtime } = await start({ directory: root, handler: 'x.y' })
    const ZipFile = zip([{ path: name, content }]).toString('base64')
    const body = JSON.stringify({
      ...{ FunctionName: 'zip', Runtime, Handler: 'index.handler', Role: 'arn:aws:iam::123456789012:role/r' },
      ...{ Code: { ZipFile }, Timeout: 20 },
    })
    await raw(runtime.endpoint, 'POST', '/2015-03-31/functions', { body })
    expect(await invoke(runtime, 'zip')).toBe('function')
  })

  it('is asked for, where neither code nor project have the package', async () => {
    const { invoke } = await start({ file: join(write({ 'h.cjs': "require('@aws-sdk/client-no-such')" }), 'h.cjs') })
    expect(await invoke()).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: expect.stringMatching(
        /^Error: Cannot find module '@aws-sdk\/client-no-such'[\s\S]*npm install --save-dev @aws-sdk\/client-no-such/,
      ),
    })
  })

  it('is not there in version 2, nor before Node.js 18', async () => {
    const version2 = await start({ file: join(write({ 'h.cjs': "require('aws-sdk')" }), 'h.cjs') })
    const before = await start({ file: join(write({ 'h.cjs': codes.cjs }), 'h.cjs'), runtime: 'nodejs16.x' })
    for (const { invoke } of [version2, before]) {
      const { errorType, errorMessage } = await invoke()
      expect(errorType).toBe('Runtime.ImportModuleError')
      expect(errorMessage).not.toContain('npm install')
    }
  })
})

describe('layers', () => {
  const layer = write({
    'nodejs/node_modules/in-layer/index.js': "exports.from = 'layer 1'",
    'nodejs/node_modules/in-both/index.js': "exports.from = 'layer 1'",
    'python/in_layer.py': "value = 'layer'",
    'bin/tool': '#!/bin/sh\necho from a tool\n',
    wrapper: '#!/bin/sh\nexport WRAPPED="$AWS_LAMBDA_FUNCTION_NAME"\nexec "$@"\n',
  })
  const later = write({ 'nodejs/node_modules/in-both/index.js': "exports.from = 'layer 2'" })
  for (const path of ['bin/tool', 'wrapper']) chmodSync(join(layer, path), 0o755)

  it.each([
    { name: 'h.cjs', content: "exports.handler = async () => [require('in-layer').from, require('in-both').from]" },
    {
      name: 'h.mjs',
      content: `import one from 'in-layer'\nimport both from 'in-both'\n${exporting('[one.from, both.from]')}`,
    },
  ])('have packages for $name, and a later one wins', async ({ name, content }) => {
    const { invoke } = await start({ file: join(write({ [name]: content }), name), layers: [layer, later] })
    expect(await invoke()).toEqual(['layer 1', 'layer 2'])
  })

  it('have programs', async () => {
    const code = `import { execFileSync } from 'node:child_process'\n${exporting("execFileSync('tool').toString()")}`
    const { invoke } = await start({ file: join(write({ 'h.mjs': code }), 'h.mjs'), layers: [layer] })
    expect(await invoke()).toBe('from a tool\n')
  })

  it.skipIf(noPython)('have Python modules', async () => {
    const code = 'import in_layer\ndef handler(e, c):\n    return in_layer.value'
    const { invoke } = await start({ file: join(write({ 'h.py': code }), 'h.py'), layers: [layer] })
    expect(await invoke()).toBe('layer')
  })

  it('are refused if they are not folders', async () => {
    const functions = { f: { directory: root, layers: [join(root, 'none')] } }
    await expect(startLocalRuntime({ functions })).rejects.toThrow(
      `the layer of f is not a folder: ${join(root, 'none')}`,
    )
  })

  it.each([
    { wrapper: '/opt/wrapper', layers: [layer] },
    { wrapper: join(layer, 'wrapper'), layers: [] },
  ])('have wrappers, under their path on Lambda or here: $wrapper (RUN-8)', async ({ wrapper, layers }) => {
    const file = join(write({ 'h.mjs': exporting('process.env.WRAPPED') }), 'h.mjs')
    const { invoke } = await start({ file, layers, environment: { AWS_LAMBDA_EXEC_WRAPPER: wrapper } })
    expect(await invoke()).toBe('f')
  })
})

describe('a wrapper (RUN-8)', () => {
  it('that is missing ends the runtime with exit status 127', async () => {
    const file = join(write({ 'h.mjs': exporting('1') }), 'h.mjs')
    const { invoke } = await start({ file, environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/no-such-wrapper' } })
    expect(await invoke()).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: exit status 127$/),
    })
  })
})
