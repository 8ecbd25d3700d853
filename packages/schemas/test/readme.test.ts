import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packageFolder } from './built.ts'
import { gzipBytesOf } from './bundled.ts'

const readme = readFileSync(`${packageFolder}/README.md`, 'utf8')
/** The TypeScript example of every section. */
const examples = readme.split(/^## /m).flatMap((section) => {
  const [, code] = /^```ts\n([\s\S]*?)^```$/m.exec(section) ?? []
  return code === undefined ? [] : [{ title: section.slice(0, section.indexOf('\n')), code }]
})

describe('the README', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(4))

  it.each(examples)('shows the output of its example in "$title"', ({ code }) => {
    const shown = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
    expect(shown.length).toBeGreaterThan(0)
    const printed = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
      cwd: packageFolder,
      encoding: 'utf8',
    })
    expect(printed.trim().split('\n')).toEqual(shown)
  })

  it('states the size of each subpath to a tenth of a KB', async () => {
    const rows = [...readme.matchAll(/^\| `\/([\w-]+)` +\|.*\| +([\d.]+) KB +\|$/gm)]
    expect(rows.length).toBeGreaterThanOrEqual(7)
    for (const [, subpath = '', kilobytes] of rows) {
      const bytes = await gzipBytesOf(`export * from './dist/esm/${subpath}.js'`)
      expect(`${subpath} ${(bytes / 1024).toFixed(1)}`).toBe(`${subpath} ${kilobytes}`)
    }
  })
})
