import { globSync, readFileSync } from 'node:fs'

export const root = new URL('..', import.meta.url).pathname

export const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

/** Paths below the root that match, without tests, in a stable order. */
export function sourceFiles(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root })
    .filter((file) => !/\.(test|test-d)\.ts$/.test(file))
    .sort()
}

/** Every specifier that a file imports or re-exports, of types too. */
export function specifiersOf(file: string): readonly string[] {
  const imports = /^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...read(file).matchAll(imports)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
}

/** Lines of the first code block under a heading of ARCHITECTURE.md. */
export function drawnUnder(heading: string): readonly string[] {
  const block = new RegExp(`^#+ ${heading}$.*?^\`\`\`\\n(.*?)^\`\`\``, 'ms').exec(read('ARCHITECTURE.md'))?.[1]
  if (block === undefined) throw new Error(`ARCHITECTURE.md draws nothing under ${heading}`)
  return block.trimEnd().split('\n')
}
