/** Packs every package as it is published, and checks the tarballs; `--sizes` prints what is measured. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packAll } from '../try-packages/tarballs.ts'
import { checkTarballs } from './check-tarballs.ts'

const folder = mkdtempSync(join(tmpdir(), 'tarballs-'))
try {
  const { problems, sizes } = await checkTarballs(packAll(folder), folder)
  if (process.argv.includes('--sizes'))
    for (const { of, kilobytes, budget } of sizes) console.log(`${kilobytes.toFixed(1)} of ${budget} KB  ${of}`)
  console.log(`tarballs and entries: ${sizes.length}, problems: ${problems.length}`)
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
