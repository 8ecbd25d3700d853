import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A block of code in a page. */
export interface Block {
  /** The page and the line of the block's first line, as an editor opens it. */
  readonly where: string
  readonly page: string
  readonly language: string
  readonly code: string
  /** The `text` block after it, if any: what the program prints. */
  readonly output?: string
}

/** Reads the blocks of Markdown that name their language, in order. */
function blocksOf(path: string): readonly Block[] {
  const markdown = readFileSync(join(root, path), 'utf8')
  const found = markdown.matchAll(/^```(?<language>\w+)\n(?<code>.*?)^```\n(?:\n*```text\n(?<output>.*?)^```)?/gms)
  return [...found].map(({ groups, index }) => ({
    where: `${path}:${markdown.slice(0, index).split('\n').length + 1}`,
    page: basename(path, '.md'),
    language: groups?.language ?? '',
    code: groups?.code ?? '',
    ...(groups?.output !== undefined && { output: groups.output }),
  }))
}

export const recipes: readonly Block[] = globSync('docs/recipes/*.md', { cwd: root }).sort().flatMap(blocksOf)

/** Blocks in the READMEs of the examples, with the folder of each. */
export const excerpts = globSync('examples/*/README.md', { cwd: root })
  .sort()
  .flatMap((path) => blocksOf(path).map((block) => ({ ...block, folder: join(root, dirname(path)) })))

/** The blocks in one of the languages. */
export function inLanguage<Each extends Block>(
  blocks: readonly Each[],
  ...languages: readonly string[]
): readonly Each[] {
  const found = blocks.filter(({ language }) => languages.includes(language))
  if (found.length === 0) throw new Error(`no block of ${languages.join(', ')}: nothing would be tested`)
  return found
}
