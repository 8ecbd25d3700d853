import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { stepsOf } from '../../scripts/try-packages/guide.ts'

const guide = readFileSync(new URL('../../docs/guides/moving-from-powertools.md', import.meta.url), 'utf8')
const steps = stepsOf(guide)
// Below this folder, where the packages of the guide are installed.
const folder = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), '.guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the guide for those who move from Powertools', () => {
  it('shows what its example prints', () => {
    for (const step of steps) if (step.kind === 'write') writeFileSync(join(folder, step.file), step.content)
    const commands = steps.filter((step) => step.kind === 'run')
    expect(commands.map(({ command }) => command)).toEqual(['node try.mjs\n'])
    for (const { output } of commands)
      expect(execFileSync(process.execPath, ['try.mjs'], { cwd: folder, encoding: 'utf8' })).toBe(output)
  })
})
