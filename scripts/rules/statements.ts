import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { read, root } from '../source-files.ts'

export interface Statement {
  readonly id: string
  readonly says: string
  readonly detail?: string
  readonly value?: unknown
  readonly messages?: readonly string[]
  readonly evidence: readonly string[]
  readonly state: 'implemented' | 'planned' | 'not-modelled'
  readonly reason?: string
  readonly decides?: true
  readonly implementedBy: readonly string[]
  readonly tests: readonly string[]
}

export interface Area {
  readonly title: string
  readonly about: string
  readonly statements: readonly Statement[]
}

export interface Source {
  readonly kind: 'recording' | 'documentation' | 'model' | 'report' | 'emulator' | 'choice'
  readonly title: string
  readonly url: string
  readonly observed?: string
  /** Evidence of our own recorder, below `rules/`. */
  readonly file?: string
}

/** The order in which a reader meets the areas: the life of an event. */
const order = [
  'invoke',
  'dispatch',
  'retry',
  'outcome',
  'record',
  'dead-letter',
  'destinations',
  'consumers',
  'settings',
  'functions',
  'event-source-mappings',
  'triggers',
  'permissions',
  'observability',
  'recursion',
  'questions',
]

/** Every area of `rules/` by its path. */
export function readAreas(): ReadonlyMap<string, Area> {
  const paths = globSync('rules/*.json', { cwd: root }).filter(
    (path) => !/(?:schema|sources|package|tsconfig)\.json$/.test(path),
  )
  const placeOf = (path: string): number => order.indexOf(basename(path, '.json'))
  const unknown = paths.filter((path) => placeOf(path) < 0)
  if (unknown.length > 0) throw new Error(`the reading order names no area for ${unknown.join(', ')}`)
  return new Map(
    paths.sort((a, b) => placeOf(a) - placeOf(b)).map((path) => [path, JSON.parse(read(path)) as Area] as const),
  )
}

export function readSources(): Readonly<Record<string, Source>> {
  return (JSON.parse(read('rules/sources.json')) as { sources: Readonly<Record<string, Source>> }).sources
}

/** The value of one statement, for tests that hold the code to it. */
export function statementValue(id: string): unknown {
  const statement = [...readAreas().values()].flatMap(({ statements }) => statements).find((each) => each.id === id)
  if (statement?.value === undefined) throw new Error(`rules/ has no value for ${id}`)
  return statement.value
}
