import { execFileSync } from 'node:child_process'
import { read, root } from '../source-files.ts'

/** A statement id: a prefix and a number, a step such as `4.2.5c`, a section in parentheses, brackets or quotes, `section 9`. */
const citation =
  /\b[A-Z]{2,4}-L?\d+[a-z]*\b|\bU-\d+[a-z]*\b|\b4\.2\.\d[a-z]*\b|(?<=[\s`]\()[1-9]\.\d(?:\.\d[a-z]*)?(?=[),])|(?<=\([^()\n]{2,60}, )[24]\.\d(?=[),])|(?<=')(?:2\.[34]|4\.[12])(?=')|\bsection \d+\b/g

/** Names of that form that are none. */
const otherNames = /^(?:UTF|ISO|SHA|RFC|FNV|KB)-/

/** Where one id is cited. */
export interface Citations {
  readonly sources: string[]
  readonly tests: string[]
  /** READMEs, decisions and programs beside the packages. */
  readonly elsewhere: string[]
}

/**
 * Every citation in the files that Git tracks or would track, by id.
 *
 * Rules themselves, the page made from them, and changesets, which may name ids of the past, cite nothing.
 */
export function findCitations(): ReadonlyMap<string, Citations> {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  const found = new Map<string, Citations>()
  for (const file of [...new Set(listed.split('\n'))].filter(cites).sort()) {
    for (const id of new Set(idsIn(citingTextOf(file)))) {
      const citations = found.get(id) ?? { sources: [], tests: [], elsewhere: [] }
      citations[kindOf(file)].push(file)
      found.set(id, citations)
    }
  }
  return found
}

/** @example idsIn('retries after 60 s (4.2.5c, RTY-2), see section 9') // ['4.2.5c', 'RTY-2', '9'] */
export function idsIn(text: string): readonly string[] {
  return [...text.matchAll(citation)].map(([id]) => id.replace('section ', '')).filter((id) => !otherNames.test(id))
}

function cites(file: string): boolean {
  return (
    /\.(?:ts|js|mjs|py|md|json|html)$/.test(file) &&
    !/^(?:rules|schemas|scripts|\.changeset|docs\/semantics\.md|docs\/api)|\/generated\/|CHANGELOG/.test(file)
  )
}

/** Of a vector its `why`; of a test all but comments, so that an id stands in the name of a test. */
function citingTextOf(file: string): string {
  const text = read(file)
  if (file.startsWith('vectors/')) return /"why": "[^"]*"/.exec(text)?.[0] ?? ''
  return kindOf(file) === 'tests' ? withoutComments(text) : text
}

/** @example withoutComments("a() // b") // 'a() ' */
export function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm, '')
}

function kindOf(file: string): keyof Citations {
  // A scenario shows a statement at any endpoint, ours included.
  if (
    /^vectors\/|^packages\/conformance\/src\/lib\/scenarios\/|^packages\/.*(?:\.test(?:-d)?\.ts$|\/test\/)/.test(file)
  )
    return 'tests'
  return /^packages\/[^/]+\/(?:src|definitions|page)\//.test(file) ? 'sources' : 'elsewhere'
}
