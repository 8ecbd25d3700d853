import { execFile } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../../scripts/free-port.ts'
import { findProgram } from './find-program.ts'
import { startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

// The last versions that run without an account.
const packages = ['serverless@3.40.0', 'serverless-offline@13.9.0']
const installMs = 120_000

const service = `
service: bench
frameworkVersion: '3'
provider: { name: aws, runtime: nodejs20.x }
plugins: [serverless-offline]
functions: { f: { handler: f.handler } }
`
export const serverlessFunction = 'bench-dev-f'

export type Installed = { readonly folder: string; remove(): void } | { readonly skipped: string }

/** Installs it for one run, without its install scripts: it is too large to be a dependency of these benchmarks. */
export async function installServerlessOffline(): Promise<Installed> {
  const npm = findProgram('npm')
  if (npm === undefined) return { skipped: 'no npm on the path' }
  const folder = temporaryFolder()
  const remove = (): void => removeFolder(folder)
  try {
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, ...packages]
    await promisify(execFile)(npm, args, { cwd: folder, timeout: installMs })
    return { folder, remove }
  } catch {
    remove()
    return { skipped: `npm could not install ${packages.join(' and ')}` }
  }
}

/** Starts it with a no-op handler in its own process, which is its fastest mode. */
export async function startServerlessOffline(installed: Installed): Promise<Started> {
  if ('skipped' in installed) return installed
  const folder = temporaryFolder()
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'serverless.yml'), service)
  writeFileSync(join(folder, 'f.js'), 'exports.handler = async () => {}\n')
  const [lambdaPort, httpPort] = [await freePort(), await freePort()]
  const options = { host: '127.0.0.1', lambdaPort: String(lambdaPort), httpPort: String(httpPort) }
  const server = await startServer({
    command: process.execPath,
    args: [
      join(folder, 'node_modules/serverless/bin/serverless.js'),
      'offline',
      '--useInProcess',
      ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
    ],
    folder,
    env: { SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
    readyText: `:${lambdaPort}`,
  })
  return { ...server, address: `http://127.0.0.1:${lambdaPort}` }
}
