import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { LambdaClient, UpdateFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Workflow {
  readonly jobs: { readonly settings: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } }
}

const example = fileURLToPath(new URL('..', import.meta.url))
const workflow = parse(readFileSync(join(example, '.github/workflows/settings.yml'), 'utf8')) as Workflow
const program = join(dirname(fileURLToPath(import.meta.resolve('async-invoke/package.json'))), 'dist/main.js')

let folder: string
let runtime: TestRuntime
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-settings-'))
  const file = join(folder, 'handler.mjs')
  writeFileSync(file, 'export const handler = async () => {}')
  writeFileSync(join(folder, 'settings.yaml'), readFileSync(join(example, 'settings.yaml')))
  const names = ['api-orders', 'api-payments', 'nightly-report', 'unmanaged']
  runtime = await startTestRuntime({ functions: Object.fromEntries(names.map((name) => [name, { file }])) })
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true })
})

/** Runs a step of the workflow as a runner does, with the command of this repository in place of `npx async-invoke`. */
async function step(name: string) {
  const run = workflow.jobs.settings.steps.find((each) => each.name === name)?.run ?? `echo no step ${name}; exit 99`
  const script = run.replace(/^npx async-invoke /, `"${process.execPath}" "${program}" `)
  const env = {
    ...{ PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    ...{ GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), AWS_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL: runtime.clientConfig.endpoint },
  }
  return new Promise<{ readonly code: unknown; readonly stdout: string }>((resolve) => {
    execFile('bash', ['-eo', 'pipefail', '-c', script], { cwd: folder, env }, (error, stdout) =>
      resolve({ code: error?.code ?? 0, stdout }),
    )
  })
}

describe('the workflow', () => {
  it('examines, plans, applies and compares, and fails after a change by hand', async () => {
    expect(await step('Examine')).toEqual({ code: 0, stdout: 'no findings\n' })
    const plan = await step('Plan')
    expect(plan.code).toBe(0)
    expect(plan.stdout).toMatch(/^3 functions, 3 calls: 3 put$/m)
    expect(plan.stdout).not.toContain('unmanaged')
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toBe(plan.stdout)

    expect(await step('Apply')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^3 of 3 calls made$/m) })
    expect((await step('Compare')).code).toBe(0)

    const byHand = { FunctionName: 'api-payments', MaximumRetryAttempts: 2 }
    await runtime.client(LambdaClient).send(new UpdateFunctionEventInvokeConfigCommand(byHand))
    const drift = await step('Compare')
    expect(drift.code).toBe(1)
    expect(drift.stdout).toMatch(
      /^api-payments\n {2}update the settings of \$LATEST\n {4}- MaximumRetryAttempts {2}2\n/,
    )
  })

  it('stops at settings that cannot work', async () => {
    const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
    const settings = readFileSync(join(folder, 'settings.yaml'), 'utf8')
    writeFileSync(join(folder, 'settings.yaml'), settings.replace(queue, `${queue}.fifo`))
    const { code, stdout } = await step('Examine')
    expect(code).toBe(1)
    expect(stdout).toContain('error api-payments:$LATEST  fifo-target, CFG-14a')
  })
})
