/** Types for other languages: they compile, and every valid document survives a round trip. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, it } from 'vitest'
import { lambdaDocuments } from '../definitions/index.ts'
import { emittedTypes } from '../scripts/types/emitted-types.ts'
import { typesWith } from '../src/lib/types-for/typed-records.ts'
import { type TypesLanguage, typesFor } from '../src/types-for.ts'
import { payloadOfSamples, payloadValues } from './types/payload-cases.ts'
import { openCases, payloadCases, type RoundTripCase, withoutWhatTypesDrop } from './types/round-trip-cases.ts'
import { readVectors } from './vectors.ts'

const published = fileURLToPath(new URL('../../../schemas/types', import.meta.url))
const harness = (file: string): string => fileURLToPath(new URL(`./types/${file}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'schemas-types-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const compiler = fileURLToPath(new URL('../node_modules/.bin/tsc', import.meta.url))
const types = typesWith([payloadOfSamples])

/** Writes the published types together with those of payloads. */
function writeTypes(language: TypesLanguage, to: string): void {
  for (const { path, text } of typesFor(language, { payloads: [payloadOfSamples] })) {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    writeFileSync(join(to, path), text)
  }
}

const cases: readonly RoundTripCase[] = [
  ...lambdaDocuments.flatMap(({ name, schema }) =>
    schema.type !== 'object'
      ? []
      : readVectors(`${name}/valid`).map((vector) => ({
          name: `${name}/${vector.name}`,
          type: String(schema.title),
          text: JSON.stringify(vector.content),
        })),
  ),
  ...openCases,
  ...payloadCases,
]

interface Language {
  readonly name: string
  /** Why this machine cannot run it. */
  readonly missing: string | undefined
  /** Compiles the published types and returns the command that runs the round trip. */
  compile(): readonly string[]
  /** True if members outside the schema and nulls of optional members survive. */
  readonly keepsAll: boolean
}

const works = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: object } = {},
): string {
  const env = { ...process.env, ...options.env }
  const { status, stdout, stderr } = spawnSync(command, args, { ...options, env, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed\n${stdout}\n${stderr}`)
  return stdout
}

function python(interpreter: string): Language {
  const version = spawnSync(interpreter, ['-c', 'import pydantic; print(pydantic.VERSION)'], { encoding: 'utf8' })
  const found = version.status === 0 ? ` (pydantic ${version.stdout.trim()})` : ''
  return {
    name: `Python, ${interpreter}${found}`,
    missing: found === '' ? `${interpreter} has no pydantic` : undefined,
    compile: () => {
      const module = join(folder, 'python')
      writeTypes('python', module)
      run(interpreter, ['-W', 'error', '-m', 'py_compile', join(module, 'async_invoke.py')])
      return ['env', `PYTHONPATH=${module}`, interpreter, harness('round_trip.py')]
    },
    keepsAll: true,
  }
}

const go: Language = {
  name: 'Go',
  missing: works('go', 'version') ? undefined : 'go is not installed',
  compile: () => {
    const module = join(folder, 'go')
    writeTypes('go', module)
    expect(run('gofmt', ['-l', module])).toBe('')
    writeFileSync(join(module, 'go.mod'), 'module roundtrip\n\ngo 1.19\n')
    const entries = [...types]
      .filter(([, { kind }]) => kind === 'class')
      .map(([name]) => `"${name}": func() any { return new(asyncinvoke.${name}) },`)
    writeFileSync(
      join(module, 'main.go'),
      readFileSync(harness('round_trip.go'), 'utf8').replace('//TYPES', entries.join('\n')),
    )
    const env = { GOPROXY: 'off', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' }
    run('go', ['vet', './...'], { cwd: module, env })
    run('go', ['build', '-o', 'round-trip', '.'], { cwd: module, env })
    return [join(module, 'round-trip')]
  },
  keepsAll: false,
}

const jackson = ['annotations', 'core', 'databind'].map((part) => `/usr/share/java/jackson-${part}.jar`)
const java: Language = {
  name: 'Java',
  missing: !works('javac', '-version')
    ? 'javac is not installed'
    : jackson.every((jar) => existsSync(jar))
      ? undefined
      : 'Jackson is not in /usr/share/java',
  compile: () => {
    const classes = join(folder, 'java')
    mkdirSync(classes)
    writeTypes('java', classes)
    const sources = readdirSync(`${classes}/io/asyncinvoke`).map((file) => `${classes}/io/asyncinvoke/${file}`)
    run('javac', [
      '-Xlint:all',
      '-Werror',
      '-d',
      classes,
      '-cp',
      jackson.join(':'),
      ...sources,
      harness('RoundTrip.java'),
    ])
    return ['java', '-cp', [...jackson, classes].join(':'), 'RoundTrip']
  },
  keepsAll: false,
}

describe('the published types', () => {
  it('equal the generated ones (`pnpm types:emit` updates them)', () => {
    const files = emittedTypes()
    for (const { path, text } of files) expect(readFileSync(path, 'utf8'), path).toBe(text)
    const onDisk = readdirSync(published, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(onDisk.map(({ parentPath, name }) => join(parentPath, name)).sort()).toEqual(
      files.map(({ path }) => path).sort(),
    )
  })

  it('include no language that this test does not compile', () => {
    expect(readdirSync(published).sort()).toEqual(['go', 'java', 'python'])
  })
})

const languages = [...new Set(['python3', '/usr/bin/python3'])].map(python).concat(go, java)

describe('the payloads of the tests', () => {
  it('are valid', () => {
    const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(payloadOfSamples.requestPayload)
    for (const value of payloadValues) expect(isValid(value), JSON.stringify([value, isValid.errors])).toBe(true)
    expect(payloadValues.length).toBeGreaterThan(100)
  })
})

describe.each(languages)('types for $name', ({ missing, compile, keepsAll, name }) => {
  it('compile, and round-trip every valid document and payload', ({ skip }) => {
    if (missing !== undefined) return skip(missing)
    const [command = '', ...args] = compile()
    const texts: readonly string[] = JSON.parse(run(command, args, { input: JSON.stringify(cases) }))
    expect(texts).toHaveLength(cases.length)
    for (const [index, { name: label, type, text }] of cases.entries()) {
      const document: unknown = JSON.parse(text)
      const expected = keepsAll ? document : withoutWhatTypesDrop(types, type, document, name === 'Go')
      expect(JSON.parse(texts[index] ?? ''), label).toEqual(expected)
    }
    const large = texts[cases.findIndex(({ name }) => name === 'an integer beyond 2^53')]
    expect(large).toContain('9007199254740993')
  })
})

describe('types for TypeScript', () => {
  it('compile, and take every valid document and payload', () => {
    const module = join(folder, 'typescript')
    mkdirSync(module)
    writeTypes('typescript', module)
    // As a constant, a document may have members beyond those of its type.
    const uses = cases.map(
      ({ type, text }, index) =>
        `const value${index} = ${text} as const\nexport const case${index}: t.${type} = value${index}\n`,
    )
    writeFileSync(join(module, 'cases.ts'), `import type * as t from './async-invoke.ts'\n${uses.join('')}`)
    const options = ['--strict', '--noEmit', '--allowImportingTsExtensions', '--target', 'es2022', '--types', '']
    expect(run(compiler, [...options, 'cases.ts'], { cwd: module })).toBe('')
  })
})
