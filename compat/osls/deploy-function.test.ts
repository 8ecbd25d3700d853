import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// osls deploys the code of a function and invokes it over Lambda's API alone. A whole `deploy` needs CloudFormation.

const require = createRequire(import.meta.url)
const osls = join(dirname(require.resolve('osls/package.json')), 'bin', 'serverless.js')

/** A zip archive with one stored file, `old.mjs`, for the function before its deployment. */
const oldCode =
  'UEsDBBQAAAAAAAAAIQB7O1usIgAAACIAAAAHAAAAb2xkLm1qc2V4cG9ydCBjb25zdCB3b3JrID0gYXN5bmMgKCkgPT4gMQpQSwECFAMUAAAAAAAAACEAeztbrCIAAAAiAAAABwAAAAAAAAAAAAAAgAEAAAAAb2xkLm1qc1BLBQYAAAAAAQABADUAAABHAAAAAAA='

let runtime: Awaited<ReturnType<typeof startLocalRuntime>>
let folder: string

beforeAll(async () => {
  runtime = await startLocalRuntime({ pendingMs: 0 })
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-osls-'))
  cpSync(fileURLToPath(new URL('./service', import.meta.url)), folder, { recursive: true })
  await fetch(`${runtime.endpoint}/2015-03-31/functions`, {
    method: 'POST',
    body: JSON.stringify({
      ...{ FunctionName: 'orders-work', Runtime: 'nodejs22.x', Handler: 'old.work', Code: { ZipFile: oldCode } },
      Role: 'arn:aws:iam::123456789012:role/orders',
    }),
  })
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs osls in the folder of the service, with the endpoint of Lambda and any keys. */
async function run(...command: readonly string[]): Promise<string> {
  const env = {
    ...{ PATH: process.env.PATH, HOME: folder, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off', CI: 'true' },
    ...{ AWS_ENDPOINT_URL_LAMBDA: runtime.endpoint, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [osls, ...command], { cwd: folder, env })
  return `${stdout}${stderr}`
}

describe('osls', () => {
  it('deploys the code and the configuration of a function, and invokes it', async () => {
    await run('deploy', 'function', '--function', 'work')
    expect(await run('invoke', '--function', 'work', '--data', '{"id":1}')).toContain('"id": 1')
    const again = await run('deploy', 'function', '--function', 'work')
    expect(again).toContain('Code did not change')
  }, 300_000)
})
