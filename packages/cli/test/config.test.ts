import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOptions } from '@async-invoke/local-runtime/internal/option-rules'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { readConfigFile as read } from '../src/lib/config/config-file.ts'
import { checkConfig } from '../src/lib/config/config-rules.ts'
import { configSchema } from '../src/lib/config/config-schema.ts'

const role = 'arn:aws:iam::123456789012:role/orders'
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const readConfigFile = (path: string) => read(path, (handler) => `--function NAME=${handler}`)
const ajv = new Ajv2020({ strict: false })
const isAdmittedBySchema = ajv.compile(configSchema)

function writeConfig(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('the configuration file', () => {
  it('has the published schema that the rules of its options give', () => {
    const published = readFileSync(new URL('../config.schema.json', import.meta.url), 'utf8')
    expect(published, 'run `pnpm --filter async-invoke run emit`').toBe(`${JSON.stringify(configSchema, null, 2)}\n`)
    expect(ajv.validateSchema(configSchema)).toBe(true)
  })

  it.each([
    {
      name: 'a.config.json',
      content:
        '{ "functions": { "orders": { "file": "src/orders.mjs", "layers": ["layer"] } }, "dataDirectory": "data", "environmentFile": ".env" }',
    },
    {
      name: 'a.config.ts',
      content:
        'export default { functions: { orders: { file: "src/orders.mjs" as string, layers: ["layer"] } }, dataDirectory: "data", environmentFile: ".env" }',
    },
  ])('resolves the paths in $name relative to its folder', async ({ name, content }) => {
    expect(await readConfigFile(writeConfig(name, content))).toEqual({
      functions: { orders: { file: join(folder, 'src/orders.mjs'), layers: [join(folder, 'layer')] } },
      dataDirectory: join(folder, 'data'),
      environmentFile: join(folder, '.env'),
    })
  })

  it.each(['json', 'yaml'])('is read behind a byte order mark in %s', async (format) => {
    const path = writeConfig(`mark.config.${format}`, '\uFEFF{ "port": 9412 }')
    expect(await readConfigFile(path)).toEqual({ functions: {}, port: 9412 })
  })

  it.each([
    { config: { functions: { a: {} } }, problem: 'functions.a must have exactly one of file, directory: {}' },
    { config: { signingKeys: { accessKeyId: 'a' } }, problem: 'signingKeys.secretAccessKey is missing' },
    { config: { prot: 1 }, problem: 'prot is not an option; did you mean port?' },
    { config: { port: 65_536 }, problem: 'port is not a whole number from 0 to 65535: 65536' },
    { config: { port: '1' }, problem: 'port is not a whole number from 0 to 65535: "1"' },
    {
      config: { functions: { f: { file: 'f.mjs', memoryInMegabytes: 20_000 } } },
      problem: 'functions.f.memoryInMegabytes is not a whole number from 128 to 10240: 20000',
    },
    { config: { endpoints: { sqs: 'q' } }, problem: 'endpoints.sqs is not an http or https URL with a host: "q"' },
    {
      config: { roles: { [role]: { Statement: [{ Effect: 'Allow', Action: 7, Resource: '*' }] } } },
      problem: `roles.${role}.Statement[0].Action is not a string or a list of strings: 7`,
    },
    { config: { time: 'skip', speed: 60 }, problem: 'speed requires real time, not skip: 60' },
    { config: [], problem: 'options is not an object: []' },
  ])('is refused with the message of startLocalRuntime: $problem', async ({ config, problem }) => {
    expect(checkOptions(config)).toEqual([problem])
    expect(isAdmittedBySchema(config)).toBe(false)
    const path = writeConfig('wrong.json', JSON.stringify(config))
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: ${problem}`)
  })

  it.each([
    { name: 'typed.config.ts', content: 'import "node:fs"; export default {}', renamed: '.mts' },
    { name: 'module.config.js', content: 'export default {}', renamed: '.mjs' },
  ])('is refused as $name of a package for CommonJS, with the way out', async ({ name, content, renamed }) => {
    mkdirSync(join(folder, 'commonjs'), { recursive: true })
    writeConfig('commonjs/package.json', '{ "type": "commonjs" }')
    const path = writeConfig(`commonjs/${name}`, content)
    const file = join(folder, `commonjs/run-${name}.mjs`)
    const module = new URL('../src/lib/config/config-file.ts', import.meta.url)
    writeFileSync(
      file,
      `import { readConfigFile } from ${JSON.stringify(module)}\nawait readConfigFile(${JSON.stringify(path)}, String)`,
    )
    // Node.js itself loads the file: vitest would load a module for CommonJS all the same.
    const ran = spawnSync(process.execPath, ['--conditions=@async-invoke/source', file], { encoding: 'utf8' })
    expect(ran.stderr).toContain(`; rename it to end in ${renamed}, or set "type": "module" in package.json`)
  })

  it('is refused without a default export', async () => {
    const path = writeConfig('named.config.mjs', 'export const functions = {}')
    await expect(readConfigFile(path)).rejects.toThrow(`${path} has no default export`)
  })

  it.each([
    { name: 'index.mjs', content: 'export const handler = async () => 1', handler: '' },
    { name: 'index.ts', content: 'export const b = () => 1, handler = async (event: object) => event', handler: '' },
    { name: 'other.mjs', content: 'export const name = "a", main = () => 1', handler: '#main' },
    { name: 'default.mjs', content: 'export default async () => 1', handler: '#default' },
    { name: 'handler.cjs', content: 'exports.handler = async () => 1', handler: '' },
    { name: 'app.py', content: 'def handler(event, context): pass', handler: '' },
  ])('names the flag for $name, which is the file of a function: $content', async ({ name, content, handler }) => {
    const path = writeConfig(name, content)
    const advice = `; serve it with --function NAME=${path}${handler}`
    await expect(readConfigFile(path)).rejects.toThrow(
      `${path} is the file of a function, and no configuration${advice}`,
    )
  })

  it('may export functions beside its default', async () => {
    const path = writeConfig('beside.mjs', 'export const port = () => -1; export default { port: port() }')
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: port is not a whole number`)
  })

  it('is refused with a callback', async () => {
    const path = writeConfig('callback.config.ts', 'export default { onFault: () => {} }')
    const problem = 'onFault can be set in a program, not in a configuration file'
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: ${problem}`)
  })

  it('is refused with both memory and dataDirectory', () => {
    const config = { memory: true, dataDirectory: 'd' }
    expect(checkConfig(config)).toEqual(['memory cannot be combined with dataDirectory: d'])
    expect(isAdmittedBySchema(config)).toBe(false)
    for (const valid of [{ memory: true }, { memory: false, dataDirectory: 'd' }])
      expect([checkConfig(valid), isAdmittedBySchema(valid)]).toEqual([[], true])
  })

  it.each([
    { concurrency: 0, maxInFlight: 5_000, pendingMs: 50, settingsDelayMs: 120_000 },
    { endpoints: { iam: 'http://127.0.0.1:4566' }, $schema: 'config.schema.json' },
    {
      functions: { orders: { file: 'orders.mjs', role } },
      roles: {
        [role]: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'A',
              Effect: 'Allow',
              Action: ['sqs:SendMessage'],
              Resource: '*',
              Condition: { StringEquals: { 's3:ResourceAccount': '123456789012' } },
            },
            { Effect: 'Deny', NotAction: 'sqs:*', NotResource: ['*'] },
          ],
        },
      },
    },
  ])('is admitted by the checks and the schema: %j', (config) => {
    expect([checkConfig(config), isAdmittedBySchema(config)]).toEqual([[], true])
  })

  it('is refused if it does not exist or is not valid JSON', async () => {
    await expect(readConfigFile('nowhere.json')).rejects.toThrow('configuration file not found: nowhere.json')
    const path = writeConfig('bad.json', '{')
    await expect(readConfigFile(path)).rejects.toThrow(`cannot read ${path}: `)
  })

  it.each([
    {
      name: 'twice.json',
      content: '{ "port": 1, "functions": {},\n  "port": 2 }',
      problem: 'port stands twice, in the lines 1 and 2',
    },
    {
      name: 'function.json',
      content: '{ "functions": { "a": {}, "a": {} } }',
      problem: 'functions.a stands twice, in the lines 1 and 1',
    },
    { name: 'twice.yaml', content: 'port: 1\nport: 2\n', problem: 'Map keys must be unique' },
  ])('is refused where a member stands twice in $name', async ({ name, content, problem }) => {
    await expect(readConfigFile(writeConfig(name, content))).rejects.toThrow(problem)
  })

  it('is refused if it has no end', async () => {
    const path = join(folder, 'endless.json')
    symlinkSync('/dev/zero', path)
    await expect(readConfigFile(path)).rejects.toThrow(`cannot read ${path}: it has more than 268435456 bytes`)
  })

  it.each(['await new Promise(() => {})', 'export default new Promise(() => {})'])(
    'is refused if it has not settled within a minute: %s',
    async (content) => {
      const path = writeConfig(`never-${content.length}.config.mjs`, content)
      vi.useFakeTimers()
      try {
        const refused = expect(readConfigFile(path)).rejects.toThrow('it has not settled within a minute')
        await vi.advanceTimersByTimeAsync(60_000)
        await refused
      } finally {
        vi.useRealTimers()
      }
    },
  )
})
