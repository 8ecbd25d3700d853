import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What Node.js itself keeps there. */
const ofNode = 'node-compile-cache'

/**
 * Gives a run of tests a temporary folder of its own, removes it, and fails the run where anything is left in it: folders that
 * tests do not remove fill a machine, and one that the code under test leaves is a fault.
 */
export default function useTemporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-'))
  // Others may enter, as in the system's own: PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o755)
  // Variables that `tmpdir` reads; workers and their processes inherit them.
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder
  return () => {
    const left = readdirSync(folder).filter((name) => name !== ofNode)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    if (left.length > 0) throw new Error(`Tests left in the temporary folder: ${left.join(', ')}`)
  }
}
