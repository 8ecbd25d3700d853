import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Row, RunOptions, Suite } from './suite.ts'

const suffix = '.bench.ts'

/** The names of all benchmarks, in a stable order. */
export const benchmarks: readonly string[] = readdirSync(fileURLToPath(new URL('.', import.meta.url)))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort()

/** The named benchmarks, or all without a name; ends the process for a name that is unknown. */
export function chosen(names: readonly string[]): readonly string[] {
  const unknown = names.filter((name) => !benchmarks.includes(name))
  if (unknown.length > 0) {
    console.error(`unknown benchmark ${unknown.join(', ')}; choose from: ${benchmarks.join(', ')}`)
    process.exit(2)
  }
  return names.length > 0 ? names : benchmarks
}

/** Today and this machine, in one line. */
export function dateAndMachine(): string {
  const cores = cpus()
  const date = new Date().toISOString().slice(0, 10)
  return `${date} · ${cores[0]?.model.trim()} × ${cores.length} · Node ${process.versions.node} · ${process.platform}`
}

export interface Measured {
  readonly title: string
  readonly note: string
  readonly rows: readonly Row[]
}

/** Runs one benchmark. */
export async function measured(name: string, options: RunOptions): Promise<Measured> {
  const { default: suite } = (await import(`./${name}${suffix}`)) as { default: Suite }
  return { title: suite.title, note: suite.note, rows: await suite.run(options) }
}

/** Rows as a table in Markdown. */
export function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rules = columns.map((_, index) => (index === 0 ? '---' : '---:'))
  return [line(columns), line(rules), ...rows.map((row) => line(columns.map((column) => row[column] ?? '')))].join('\n')
}
