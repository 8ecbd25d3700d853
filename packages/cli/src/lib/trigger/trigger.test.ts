import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseLine } from '../command/parse-line.ts'
import { triggerCommand } from './trigger-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-trigger-'))
const code = { InlineCode: 'exports.handler = async () => {}', Handler: 'index.handler', Runtime: 'nodejs22.x' }
const events = { Created: { Type: 'S3', Properties: { Bucket: { Ref: 'Files' }, Events: 's3:ObjectCreated:*' } } }
const removed = { Event: 's3:ObjectRemoved:*', Function: { 'Fn::GetAtt': ['Forbidden', 'Arn'] } }
const template = {
  Resources: {
    Files: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: 'files', NotificationConfiguration: { LambdaConfigurations: [removed] } },
    },
    Notified: { Type: 'AWS::Serverless::Function', Properties: { ...code, Events: events } },
    Forbidden: { Type: 'AWS::Serverless::Function', Properties: code },
  },
}

let runtime: LocalRuntime
const printed: string[] = []
beforeAll(async () => {
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template))
  runtime = await startLocalRuntime({ template: folder, time: 'manual' })
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
})
beforeEach(() => {
  printed.length = 0
})
afterAll(async () => {
  vi.restoreAllMocks()
  await runtime.close()
  rmSync(folder, { recursive: true })
})

const run = (...args: readonly string[]) =>
  triggerCommand.run(parseLine('trigger', triggerCommand, [...args, '--endpoint', runtime.endpoint]), '0.0.0')

describe('async-invoke trigger', () => {
  it('invokes the functions that a bucket notifies', async () => {
    expect(await run('s3', '--bucket', 'files', '--key', 'a b.txt')).toBe(0)
    expect(printed).toEqual([expect.stringMatching(/:function:Notified {2}202 accepted as [0-9a-f-]{36}$/)])
  })

  it('says why a function is not invoked, with the exit code 1', async () => {
    expect(await run('s3', '--bucket', 'files', '--key', 'a', '--event', 'ObjectRemoved:Delete')).toBe(1)
    expect(printed).toEqual([expect.stringContaining('function:Forbidden  not invoked: NO_PERMISSIONS: ')])
  })

  it.each([
    {
      args: ['s3', '--bucket', 'none', '--key', 'k'],
      message: 'no function is notified of ObjectCreated:Put of k in none',
    },
    { args: ['s3', '--bucket', 'files'], message: 'trigger s3 needs --bucket and --key' },
    { args: ['sqs'], message: 'SOURCE is not s3: sqs' },
  ])('refuses $args: $message', async ({ args, message }) => {
    await expect(run(...args)).rejects.toThrow(message)
  })
})
