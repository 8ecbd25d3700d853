import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkOptions } from '@async-invoke/local-runtime/internal'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readConfigFile } from '../src/lib/config/config-file.ts'
import { configProblems } from '../src/lib/config/config-rules.ts'
import { configSchema } from '../src/lib/config/config-schema.ts'

const role = 'arn:aws:iam::123456789012:role/orders'
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-config-'))
const ajv = new Ajv2020({ strict: false })
const isAdmittedBySchema = ajv.compile(configSchema)

function written(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('the configuration file', () => {
  it('has a published schema that follows from the rules of options', () => {
    const published = readFileSync(new URL('../config.schema.json', import.meta.url), 'utf8')
    expect(published, 'run `pnpm --filter async-invoke run emit`').toBe(`${JSON.stringify(configSchema, null, 2)}\n`)
    expect(ajv.validateSchema(configSchema)).toBe(true)
  })

  it.each([
    ['a.config.json', '{ "functions": { "orders": { "file": "src/orders.mjs" } }, "dataDirectory": "data" }'],
    [
      'a.config.ts',
      'export default { functions: { orders: { file: "src/orders.mjs" as string } }, dataDirectory: "data" }',
    ],
  ])('%s is read, its paths from its own folder', async (name, content) => {
    expect(await readConfigFile(written(name, content))).toEqual({
      functions: { orders: { file: join(folder, 'src/orders.mjs') } },
      dataDirectory: join(folder, 'data'),
    })
  })

  it.each([
    [{ functions: { a: {} } }, 'functions.a must have exactly one of file, directory: {}'],
    [{ signingKeys: { accessKeyId: 'a' } }, 'signingKeys.secretAccessKey is missing'],
    [{ prot: 1 }, 'prot is not an option; did you mean port?'],
    [{ port: 65_536 }, 'port is not a whole number from 0 to 65535: 65536'],
    [{ port: '1' }, 'port is not a whole number from 0 to 65535: "1"'],
    [
      { functions: { f: { file: 'f.mjs', memoryInMegabytes: 20_000 } } },
      'functions.f.memoryInMegabytes is not a whole number from 128 to 10240: 20000',
    ],
    [{ endpoints: { sqs: 'q' } }, 'endpoints.sqs is not an http or https URL with a host: "q"'],
    [
      { roles: { [role]: { Statement: [{ Effect: 'Allow', Action: 7, Resource: '*' }] } } },
      `roles.${role}.Statement[0].Action is not a string or a list of strings: 7`,
    ],
    [{ time: 'skip', speed: 60 }, 'speed requires real time, not skip: 60'],
    [[], 'options is not an object: []'],
  ])('is refused in the sentence of startLocalRuntime for %j', async (config, problem) => {
    expect(checkOptions(config)).toEqual([problem])
    expect(isAdmittedBySchema(config)).toBe(false)
    const path = written('wrong.json', JSON.stringify(config))
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: ${problem}`)
  })

  it('has no callbacks', async () => {
    const path = written('callback.config.ts', 'export default { onFault: () => {} }')
    const problem = 'onFault can be set in a program, not in a configuration file'
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: ${problem}`)
  })

  it('keeps nothing, or has a data directory', () => {
    const config = { memory: true, dataDirectory: 'd' }
    expect(configProblems(config)).toEqual(['memory keeps nothing; it goes without dataDirectory: d'])
    expect(isAdmittedBySchema(config)).toBe(false)
    for (const fine of [{ memory: true }, { memory: false, dataDirectory: 'd' }])
      expect([configProblems(fine), isAdmittedBySchema(fine)]).toEqual([[], true])
  })

  it.each([
    { concurrency: 0, maxInFlight: 5_000, pendingMs: 50 },
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
  ])('takes %j', (config) => {
    expect([configProblems(config), isAdmittedBySchema(config)]).toEqual([[], true])
  })

  it('that is not there or no JSON is wrong usage', async () => {
    await expect(readConfigFile('nowhere.json')).rejects.toThrow('there is no configuration file nowhere.json')
    await expect(readConfigFile(written('bad.json', '{'))).rejects.toThrow('cannot be read')
  })
})
