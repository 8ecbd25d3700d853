import { execFile, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startFauxqs } from 'fauxqs'
import { describe, expect, it } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

/** Folder of a provider mirror: `<host>/hashicorp/aws/5.100.0/<platform>` below it holds the provider. */
const mirror = process.env.ASYNC_INVOKE_TF_PLUGINS ?? ''
const main = fileURLToPath(new URL('./terraform/main.tf', import.meta.url))

function findObstacle(): string | undefined {
  if (mirror === '') return 'ASYNC_INVOKE_TF_PLUGINS names no mirror with hashicorp/aws 5.100.0'
  return spawnSync('terraform', ['version']).status === 0 ? undefined : 'no terraform on this machine'
}

/** Creates a working folder whose CLI configuration knows the mirror alone: nothing is fetched. */
function createFolder(): { readonly folder: string; readonly code: string; readonly settings: string } {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-terraform-'))
  const [code, settings] = [join(folder, 'code.zip'), join(folder, 'terraform.rc')]
  copyFileSync(main, join(folder, 'main.tf'))
  writeFileSync(code, zip([{ path: 'index.mjs', content: 'export const handler = async () => "ran"' }]))
  const source = `path = ${JSON.stringify(mirror)}\n    include = ["*/*/*"]`
  writeFileSync(
    settings,
    `disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    ${source}\n  }\n}\n`,
  )
  return { folder, code, settings }
}

describe('Terraform', () => {
  it('applies, finds no drift, changes and destroys functions with all that belongs to them (FNC-11, ESM-1)', async (context) => {
    const obstacle = findObstacle()
    if (obstacle !== undefined) return context.skip(obstacle)
    const services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
    for (const queue of ['failures', 'letters']) services.createQueue(queue, { region: 'us-east-1' })
    const runtime = await startLocalRuntime({
      time: 'skip',
      endpoints: { sqs: `http://127.0.0.1:${services.port}` },
    })
    const { folder, code, settings } = createFolder()

    /** Runs a command in the folder. Resolves to its exit code and its output. */
    const terraform = async (...command: readonly string[]) => {
      const env = {
        ...{ PATH: process.env.PATH, HOME: folder, TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: settings },
        // Each command loads a provider of hundreds of megabytes; a lazier collector halves the time.
        GOGC: '800',
      }
      const ran = promisify(execFile)('terraform', [...command], { cwd: folder, env, maxBuffer: 1 << 26 })
      return ran.then(
        ({ stdout }) => ({ code: 0, output: stdout }),
        ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
      )
    }
    const withAge = (age: number): readonly string[] => [
      ...['-no-color', '-input=false', `-var=endpoint=${runtime.endpoint}`, `-var=code=${code}`, `-var=age=${age}`],
    ]
    const succeeded = { code: 0, output: expect.anything() }
    const ageOf = async (qualifier: string): Promise<number> => {
      const path = `/2019-09-25/functions/orders/event-invoke-config?Qualifier=${qualifier}`
      return JSON.parse((await raw(runtime.endpoint, 'GET', path)).text).MaximumEventAgeInSeconds
    }

    try {
      expect(await terraform('init', '-no-color', '-input=false')).toEqual(succeeded)
      expect(await terraform('apply', '-auto-approve', ...withAge(120))).toEqual(succeeded)
      expect([runtime.functionNames(), await ageOf('queue')]).toEqual([['audit', 'orders'], 120])
      const mappings = await raw(runtime.endpoint, 'GET', '/2015-03-31/event-source-mappings')
      expect(JSON.parse(mappings.text).EventSourceMappings).toMatchObject([{ BatchSize: 20, State: 'Enabled' }])
      const called = await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/orders:queue/invocations')
      expect(called.text).toBe('"ran"')
      // Exit code 2 would mean differences.
      expect(await terraform('plan', '-detailed-exitcode', ...withAge(120))).toEqual(succeeded)
      const changed = await terraform('apply', '-auto-approve', ...withAge(240))
      expect(changed.output).toContain('0 added, 5 changed, 0 destroyed')
      expect([await ageOf('bucket'), await ageOf('function')]).toEqual([240, 240])
      expect(await terraform('apply', '-destroy', '-auto-approve', ...withAge(240))).toEqual(succeeded)
      expect(runtime.functionNames()).toEqual([])
    } finally {
      await runtime.close()
      await services.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }, 600_000)
})
