import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const name = '@aws-sdk/client-lambda'

/** Folder of the SDK's client that is installed here. */
export function installedSdk(): string {
  return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
}

/** Installs the newest client into a folder of its own, reads it there, and removes the folder. */
export function newestSdk<T>(read: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'newest-sdk-'))
  try {
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
    execFileSync('npm', ['install', '--prefix', folder, ...options, `${name}@latest`], { stdio: ['ignore', 2, 2] })
    return read(join(folder, 'node_modules', name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
