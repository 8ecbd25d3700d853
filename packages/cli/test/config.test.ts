import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfigFile } from '../src/lib/config-file.ts'
import { configProblems, configSchema } from '../src/lib/config-schema.ts'

const role = 'arn:aws:iam::123456789012:role/orders'
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-config-'))

function written(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('the configuration file', () => {
  it('has a published schema, which is the one that is checked', () => {
    const published = readFileSync(new URL('../config.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(configSchema)
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
    [{ functions: { a: {} } }, 'the configuration.functions.a has not exactly one of file, directory: {}'],
    [
      { functions: { a: { file: 'a.mjs', directory: 'a' } } },
      'the configuration.functions.a has not exactly one of file, directory: {"file":"a.mjs","directory":"a"}',
    ],
    [
      { signingKeys: { accessKeyId: 'a' } },
      'the configuration.signingKeys has no member secretAccessKey: {"accessKeyId":"a"}',
    ],
    [{ prot: 1 }, 'the configuration has an unknown member prot: 1'],
    [{ port: '1' }, 'the configuration.port is not of type integer: "1"'],
    [{ time: 'fast' }, 'the configuration.time is none of real, skip, manual: "fast"'],
    [
      { functions: { f: { file: 'f.mjs', timeoutInSeconds: 0 } } },
      'the configuration.functions.f.timeoutInSeconds is not from 1 to 900: 0',
    ],
    [{ endpoints: { sqs: 'q' } }, 'the configuration.endpoints.sqs does not match ^https?://: "q"'],
    [{ unsettled: { loopRecord: 'all' } }, 'the configuration.unsettled.loopRecord is none of none, unverified: "all"'],
    [
      { roles: { orders: { Statement: [] } } },
      'the configuration.roles has a member orders that does not match ^arn:[a-z-]+:iam::\\d{12}:role/.+$',
    ],
    [{ roles: { [role]: {} } }, `the configuration.roles.${role} has no member Statement: {}`],
    [
      { roles: { [role]: { Statement: { Effect: 'Allow' } } } },
      `the configuration.roles.${role}.Statement is not of type array: {"Effect":"Allow"}`,
    ],
    [
      { roles: { [role]: { Statement: [{ Effect: 'allow' }] } } },
      `the configuration.roles.${role}.Statement[0].Effect is none of Allow, Deny: "allow"`,
    ],
    [
      { roles: { [role]: { Statement: [{ Effect: 'Allow', Action: 7, Resource: '*' }] } } },
      `the configuration.roles.${role}.Statement[0].Action is not of type string or array: 7`,
    ],
    [
      { roles: { [role]: { Statement: [{ Effect: 'Allow', Action: ['sqs:*', 7] }] } } },
      `the configuration.roles.${role}.Statement[0].Action[1] is not of type string: 7`,
    ],
    [[], 'the configuration is not of type object: []'],
    [
      { functions: { f: { file: 'f.mjs', eventInvokeConfigs: { live: { MaximumRetryAttempts: 3 } } } } },
      'the configuration.functions.f.eventInvokeConfigs.live.MaximumRetryAttempts is not from 0 to 2: 3',
    ],
  ])('%j is refused', async (config, problem) => {
    expect(configProblems(config)).toEqual([problem])
    const path = written('wrong.json', JSON.stringify(config))
    await expect(readConfigFile(path)).rejects.toThrow(`${path}: ${problem}`)
  })

  it('is shown shortened and without secrets', () => {
    expect(configProblems({ region: 'x'.repeat(1_000) })).toEqual([
      `the configuration.region does not match ^[a-z]{2}(-[a-z]+)+-\\d$: "${'x'.repeat(96)}...`,
    ])
    const keys = [
      { secretAccessKey: 'hidden' },
      { accessKeyId: 'a', secretAccessKey: ['hidden'] },
      { secretKey: 'hidden' },
    ]
    for (const signingKeys of keys) {
      const problems = configProblems({ signingKeys }).join('; ')
      expect(problems).toContain('(not shown)')
      expect(problems).not.toContain('hidden')
    }
  })

  it('with signing keys has both', () => {
    expect(configProblems({ signingKeys: {} })).toEqual([
      'the configuration.signingKeys has no member accessKeyId: {}',
      'the configuration.signingKeys has no member secretAccessKey: {}',
    ])
    expect(configProblems({ signingKeys: { accessKeyId: 'a', secretAccessKey: 'b' } })).toEqual([])
  })

  it('takes the policies of roles as IAM reads them', () => {
    const Condition = { StringEquals: { 's3:ResourceAccount': '123456789012' } }
    const Statement = [
      { Sid: 'A', Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: '*', Condition },
      { Effect: 'Deny', NotAction: 'sqs:*', NotResource: ['*'] },
    ]
    const functions = { orders: { file: 'orders.mjs', role } }
    expect(configProblems({ functions, roles: { [role]: { Version: '2012-10-17', Statement } } })).toEqual([])
    expect(configProblems({ endpoints: { iam: 'http://127.0.0.1:4566' } })).toEqual([])
  })

  it('that is not there or no JSON is wrong usage', async () => {
    await expect(readConfigFile('nowhere.json')).rejects.toThrow('there is no configuration file nowhere.json')
    await expect(readConfigFile(written('bad.json', '{'))).rejects.toThrow('cannot be read')
  })
})
