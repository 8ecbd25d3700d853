import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildVariables } from './function-variables.ts'
import type { RunTarget } from './run-target.ts'
import { type StandBy, standByOf } from './stand-by.ts'

const folder = mkdtempSync(join(tmpdir(), 'stand-by-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Creates a folder with files, each of which can be executed. */
const create = (name: string, files: Readonly<Record<string, string>> = {}): string => {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(path, file), text)
    chmodSync(join(path, file), 0o755)
  }
  return path
}
const elf = '\x7fELF'
const bin = create('bin', { python3: elf })
const shims = create('shims', { python3: '#!/bin/sh\n' })
const manager = create('manager', { manager: elf })
symlinkSync(join(manager, 'manager'), join(manager, 'python3'))
const one = create('one')
const other = create('other')

interface Function {
  readonly runtime?: 'python3.12' | 'python3.13' | 'nodejs24.x' | 'provided.al2023'
  readonly directory?: string
  readonly layers?: readonly string[]
  readonly own?: Readonly<Record<string, string>>
  readonly name?: string
}
const of = ({ runtime = 'python3.12', directory = one, layers = [], own = {}, name = 'f' }: Function) => {
  const target: RunTarget = {
    ...{ functionName: name, version: '1', runtime, directory, layers, handler: `${name}.handler`, file: undefined },
    ...{ hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 128, environment: own, revision: '1' },
  }
  const common = { region: 'us-east-1', aws: {}, shared: { PATH: bin } }
  return standByOf(target, buildVariables(target, common, { logStreamName: name, runtimeApi: name }))
}
const inPython = { runtime: 'python3.12' } as const
const inNode = { runtime: 'nodejs24.x' } as const
const variables = (standBy: StandBy | undefined) => standBy?.variables

describe.each([inPython, inNode])('a process on stand-by for $runtime', (language) => {
  it('serves functions that differ in name, folder, variables and layers without libraries', () => {
    const layer = create('layer/nodejs')
    const first = of(language)
    expect(first).toBeDefined()
    expect(of({ ...language, directory: other, own: { STAGE: 'test' }, name: 'g' })).toEqual(first)
    if (language === inNode) expect(of({ ...language, layers: [layer] })).toEqual(first)
  })

  it.each(['LC_ALL', 'TZ', 'LANG', 'SSL_CERT_FILE', 'MALLOC_ARENA_MAX', 'LD_PRELOAD'])(
    'has the %s of its functions, since it is read at the start of a process',
    (name) => {
      const own = { [name]: 'mine' }
      expect(variables(of({ ...language, own }))).toMatchObject(own)
      expect(of({ ...language, own })).toEqual(of({ ...language, own, name: 'g' }))
      expect(of({ ...language, own })).not.toEqual(of({ ...language, own: { [name]: 'other' } }))
    },
  )

  it.each([
    { what: 'LD_LIBRARY_PATH of its own', own: { LD_LIBRARY_PATH: '/mine' } },
    { what: 'a null character in a variable', own: { MINE: 'a\0b' } },
    { what: 'a lone surrogate in a variable', own: { MINE: 'a\ud800b' } },
    { what: 'large variables', own: { MINE: 'x'.repeat(65_537) } },
    { what: 'a library in its folder', directory: create('with', { 'libx.so.1': '' }) },
    { what: 'a library in lib', directory: dirname(create('in/lib', { 'libx.so': '' })) },
    { what: 'a library in a layer', layers: [dirname(create('layer2/lib', { 'libx.so': '' }))] },
    { what: 'a folder that is missing', directory: join(folder, 'missing') },
  ])('serves no function with $what', ({ what: _, ...given }) => {
    expect(of({ ...language, ...given })).toBeUndefined()
  })

  it('serves a function whose lib is a file', () => {
    expect(of({ ...language, directory: create('file', { lib: '' }) })).toEqual(of(language))
  })
})

describe('a Node.js on stand-by', () => {
  it.each([
    { NODE_OPTIONS: '--inspect' },
    { NODE_OPTIONS: '--enable-source-maps --import ./mine.mjs' },
    { NODE_OPTIONS: '--enable-source-maps,--inspect' },
    { NODE_OPTIONS: '"--inspect"' },
    { NODE_V8_COVERAGE: 'coverage' },
    { NODE_COMPILE_CACHE: 'cache' },
    { NODE_DEBUG: 'module' },
  ])('serves no function with %j, which does something at the start', (own) => {
    expect(of({ ...inNode, own })).toBeUndefined()
    expect(of({ ...inPython, own })).toEqual(of(inPython))
  })

  it.each([
    { NODE_OPTIONS: '--enable-source-maps' },
    { NODE_OPTIONS: ' --enable-source-maps  --max-old-space-size=512' },
    { NODE_EXTRA_CA_CERTS: '/etc/ca.pem' },
    { NODE_NO_WARNINGS: '1' },
  ])('has %j of its functions', (own) => {
    expect(variables(of({ ...inNode, own }))).toMatchObject(own)
  })

  it('serves functions with any NODE_ENV, which only modules read', () => {
    expect(of({ ...inNode, own: { NODE_ENV: 'production' } })).toEqual(of(inNode))
  })
})

describe('a Python on stand-by', () => {
  it.each(['PYTHONHASHSEED', 'PYTHONWARNINGS', 'PYTHONUTF8', 'PYTHONHOME', 'PYTHONPATH', 'HOME', 'PATH'])(
    'has the %s of its functions',
    (name) => {
      const own = { [name]: name === 'PATH' ? `${bin}:/mine` : '/mine' }
      expect(variables(of({ own }))).toMatchObject(own)
    },
  )

  it('serves functions of its version and its layers, whose modules are on its path', () => {
    const layers = [create('modules')]
    expect(of({ layers })).toEqual(of({ layers, name: 'g', directory: other }))
    expect(of({ layers })).not.toEqual(of({}))
    expect(of({ runtime: 'python3.13' })).not.toEqual(of({ runtime: 'python3.12' }))
  })

  it.each([
    { what: 'COVERAGE_PROCESS_START, which writes a file', own: { COVERAGE_PROCESS_START: 'x' } },
    { what: 'sitecustomize on its path', own: { PYTHONPATH: create('site', { 'sitecustomize.py': '' }) } },
    { what: 'a package usercustomize', own: { PYTHONPATH: dirname(create('user/usercustomize')) } },
    { what: 'modules in its working directory', own: { PYTHONPATH: `/mine:src` } },
    { what: 'programs in its working directory', own: { PATH: `bin:${bin}` } },
    { what: 'no Python', own: { PATH: other } },
    { what: 'a Python that cannot be executed', own: { PATH: dirname(create('plain/python3')) } },
  ])('serves no function with $what', ({ own }) => {
    expect(of({ own })).toBeUndefined()
  })

  it.each([
    { what: 'a script', path: shims },
    { what: 'a link to a manager of versions', path: manager },
  ])('that $what chooses serves functions of one folder with equal variables', ({ path }) => {
    const own = { PATH: path, STAGE: 'test' }
    expect(of({ own })).toMatchObject({ directory: one, variables: own })
    expect(of({ own: { ...own, AWS_ENDPOINT_URL: 'http://127.0.0.1:2' }, name: 'g' })).toEqual(of({ own }))
    expect(of({ own, directory: other })).not.toEqual(of({ own }))
    expect(of({ own: { ...own, STAGE: 'live' } })).not.toEqual(of({ own }))
  })
})

it('no process stands by for a program of the function', () => {
  expect(of({ runtime: 'provided.al2023' })).toBeUndefined()
})
