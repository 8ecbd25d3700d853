import type { CST, Document } from 'yaml'
import type { YamlVersion } from './scalars.ts'
import { maxDepth } from './sizes.ts'
import { valueOfNode } from './values.ts'

export type Yaml = typeof import('yaml')

/** Tags and scalars are resolved by {@link valueOfNode}, so that no value loses its text. */
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  // Its check compares every key with every other.
  uniqueKeys: false,
  prettyErrors: false,
} as const

/**
 * Parses YAML to a value.
 *
 * @throws {@link TypeError} if the text is not YAML, or has more than one document.
 */
export function yamlValue(text: string, yaml: Yaml): unknown {
  const lines = new yaml.LineCounter()
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)]
  refuseDeep(tokens)
  const [document, second] = [...new yaml.Composer(options).compose(tokens, true, text.length)]
  const [error] = document?.errors ?? []
  if (document === undefined || second !== undefined) throw new TypeError('the template has more than one document')
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0])
    throw new TypeError(`the template is neither JSON nor YAML: ${error.message}, at line ${line}, column ${col}`)
  }
  return valueOfNode(document.contents, yaml, lines, versionOf(document, yaml))
}

/** Serverless reads YAML 1.2, CloudFormation 1.1. */
function versionOf({ contents }: Document, { isMap }: Yaml): YamlVersion {
  return isMap(contents) && contents.has('service') && contents.has('provider') ? '1.2' : '1.1'
}

/** Refuses what nests deeper than a composer's calls can. A loop, for the same reason. */
function refuseDeep(tokens: readonly CST.Token[]): void {
  const waiting = tokens.map((token) => ({ token, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next
    if (depth > maxDepth) throw new TypeError(`the template is nested more than ${maxDepth} levels deep`)
    for (const below of partsOf(token)) waiting.push({ token: below, depth: depth + 1 })
  }
}

function partsOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!('items' in token)) return []
  return token.items.flatMap(({ key, value }) => [key, value].filter((part) => part !== undefined && part !== null))
}
