import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inLanguage, recipes, root } from './blocks.ts'

const run = promisify(execFile)
const example = fileURLToPath(new URL('..', import.meta.url))
/** Within the workspace, so that the programs find its packages. */
const folder = join(example, `.programs.${process.pid}`)
const programs = inLanguage(recipes, 'ts').map((block, index) => ({ ...block, file: join(folder, `${index}.mts`) }))

beforeAll(() => {
  mkdirSync(folder)
  for (const { code, file } of programs) writeFileSync(file, code)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the programs of the recipes', () => {
  it.each(programs)('print what the page shows: $where', async ({ file, output }) => {
    const { stdout } = await run(process.execPath, [file])
    expect(stdout).toBe(output)
  })

  it('have types that fit', async () => {
    const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'))
    const project = join(folder, 'tsconfig.json')
    const options = { ...compilerOptions, customConditions: [], noUnusedLocals: false }
    writeFileSync(
      project,
      JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions: options, include: ['*.mts'] }),
    )
    const compiler = join(dirname(fileURLToPath(import.meta.resolve('typescript/package.json'))), 'bin/tsc')
    const { stdout } = await run(process.execPath, [compiler, '-p', project]).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
  })
})
