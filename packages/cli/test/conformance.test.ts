import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOutput } from './check-output.ts'
import { runHere } from './run-here.ts'

let runtime: LocalRuntime
let folder: string
let deaf: Server
let deafUrl: string

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'manual' })
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-conformance-'))
  deaf = createServer((_, response) => response.writeHead(404).end('<html>'))
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  deafUrl = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`
})

afterAll(async () => {
  rmSync(folder, { recursive: true })
  deaf.close()
  await runtime.close()
})

const check = (...args: readonly string[]) =>
  runHere(['conformance', '--endpoint', runtime.endpoint, '--area', 'Settings', ...args])

describe('conformance', () => {
  it('prints the matrix, writes each report, and ends with 0 where nothing differs', async () => {
    const [json, markdown, junit] = ['json', 'md', 'xml'].map((ending) => join(folder, `report.${ending}`))
    const args = [`--json=${json}`, '--markdown', markdown ?? '', '--junit', junit ?? '', '--title', 'Ours']
    const { code, stdout } = await check(...args)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^STATEMENT +STATE +SHOWN BY\n/)
    expect(stdout).toMatch(/^CFG-7 +pass +Put replaces: a member that is left out becomes unset$/m)
    expect(stdout).toMatch(/\n\d+ statements: pass \d+, differs 0, not offered 0, not run 0\n$/)
    checkOutput(['conformance'], readFileSync(json ?? '', 'utf8'))
    expect(readFileSync(markdown ?? '', 'utf8')).toMatch(
      /^# Ours\n\n\d{4}-\d\d-\d\d, functions in nodejs22\.x, time held\./,
    )
    expect(readFileSync(junit ?? '', 'utf8')).toContain('<testsuite name="Settings"')
  })

  it('prints a report for programs alone with - for a file', async () => {
    const { code, stdout } = await check('--json', '-')
    checkOutput(['conformance'], stdout)
    expect([code, JSON.parse(stdout).counts.differs]).toEqual([0, 0])
  })

  it('goes on from a file, which belongs to one endpoint', async () => {
    const path = join(folder, 'results.json')
    expect((await check('--resume', path)).code).toBe(0)
    const other = await runHere(['conformance', '--endpoint', deafUrl, '--resume', path])
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('has results of endpoint')])
    expect((await check('--resume', path)).code).toBe(0)
  })

  it.each([
    { args: [], code: 2, says: '--endpoint is missing' },
    { args: ['--endpoint', 'https://lambda.us-east-1.amazonaws.com'], code: 2, says: 'repeat it with --aws to agree' },
    { args: ['--endpoint', 'http://127.0.0.1:9', '--area', 'settings'], code: 2, says: 'there is no area settings' },
    { args: ['--endpoint', 'http://127.0.0.1:9', '--runtime', 'java21'], code: 2, says: '--runtime is not' },
    { args: ['--endpoint', 'http://127.0.0.1:9'], code: 3, says: 'does not answer GET /_async-invoke/clock' },
    { args: ['--endpoint', ''], code: 3, says: 'nothing was shown: POST /2015-03-31/functions answers 404: <html>' },
  ])('ends with $code for $args: $says', async ({ args, code, says }) => {
    const ran = await runHere(['conformance', ...args.map((each) => each || deafUrl)])
    expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(says)])
  })

  it('prints the scenarios, and the function to deploy, without an endpoint', async () => {
    expect((await runHere(['conformance', '--list'])).stdout).toContain('Put replaces: a member that is left out')
    const { stdout } = await runHere(['conformance', '--print-function', '--runtime', 'python3.13'])
    expect(stdout).toContain('def handler(event, context):')
  })
})
