import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../../scripts/free-port.ts'
import { testFunctionCode } from '../src/index.ts'
import { startServer } from './server.ts'
import type { Emulator } from './started.ts'

interface Plugin {
  readonly name: string
  readonly version: string
  /** Command of `serverless` that serves. */
  readonly command: string
  /** Settings that serve Lambda's API at a port. */
  settings(port: number, otherPort: number): object
  /** Name of the function `f` at the endpoint. */
  readonly functionName: string
}

/** The last version of the framework that runs without an account. */
const framework = 'serverless@3.40.0'
const installMs = 600_000

/** A plugin of the Serverless Framework that serves Lambda's API for the functions of a project. */
function plugin({ name, version, command, settings, functionName }: Plugin): Emulator {
  return {
    ...{ name, title: name },
    how: `the plugin, with \`${framework}\` and a project with the kit's function: functions cannot be created`,
    async start() {
      const folder = mkdtempSync(join(tmpdir(), 'async-invoke-emulator-'))
      const remove = (): void => rmSync(folder, { recursive: true, force: true })
      try {
        const packages = [framework, `${name}@${version}`]
        const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, ...packages]
        await promisify(execFile)('npm', install, { cwd: folder, timeout: installMs })
        const { file, source } = testFunctionCode('nodejs20.x')
        writeFileSync(join(folder, file), source)
        const port = await freePort()
        const service = {
          ...{ service: 'conformance', frameworkVersion: '3', plugins: [name] },
          provider: { name: 'aws', runtime: 'nodejs20.x', region: 'us-east-1' },
          functions: { f: { handler: 'index.handler' } },
          custom: { [name]: settings(port, await freePort()) },
        }
        writeFileSync(join(folder, 'serverless.json'), JSON.stringify(service))
        const endpoint = `http://127.0.0.1:${port}`
        const program = join(folder, 'node_modules/serverless/bin/serverless.js')
        const env = { SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' }
        const server = { url: endpoint, folder, env }
        const stopServer = await startServer(process.execPath, [program, command], server)
        const stop = async (): Promise<void> => {
          await stopServer()
          remove()
        }
        return { version, check: { endpoint, functionName }, stop }
      } catch (error) {
        remove()
        return { skipped: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}

export const serverlessOffline = plugin({
  ...{ name: 'serverless-offline', version: '13.9.0', functionName: 'conformance-dev-f', command: 'offline' },
  settings: (lambdaPort, httpPort) => ({ host: '127.0.0.1', lambdaPort, httpPort }),
})

export const serverlessAwsLambda = plugin({
  ...{ name: 'serverless-aws-lambda', version: '4.8.4', functionName: 'f', command: 'aws-lambda' },
  settings: (port) => ({ port, watch: false }),
})
