/**
 * Holds `rules/` and the code together: every id that is cited exists, every implemented statement is cited by a source
 * and a test, the service's sentences stand in the code word for word, evidence of
 * the recorder is what it claims to be, and what is generated is up to date.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { problemsOfRecordings } from '../../rules/record/evidence/recordings.ts'
import { read, root, sourceFiles } from '../source-files.ts'
import { findCitations, withoutComments } from './citations.ts'
import { emittedRules } from './emitted-rules.ts'
import { readAreas, readSources } from './statements.ts'

const problems: string[] = []
const ajv = new Ajv2020({ allErrors: true, strictRequired: false })

function validate(path: string, schema: string): void {
  const check = ajv.getSchema(schema) ?? ajv.compile({ $id: schema, ...JSON.parse(read(`rules/${schema}`)) })
  if (check(JSON.parse(read(path)))) return
  for (const { instancePath, message } of check.errors ?? []) problems.push(`${path}${instancePath}: ${message}`)
}

const areas = readAreas()
for (const path of areas.keys()) validate(path, 'statements.schema.json')
validate('rules/sources.json', 'sources.schema.json')

const statements = [...areas].flatMap(([path, area]) => area.statements.map((each) => ({ ...each, path })))
const known = new Set<string>()
for (const { id, path } of statements) {
  if (known.has(id)) problems.push(`${path}: ${id} stands twice`)
  known.add(id)
}

const sources = readSources()
const used = new Set(statements.flatMap(({ evidence }) => evidence))
for (const { id, evidence, path } of statements)
  for (const key of evidence) if (!Object.hasOwn(sources, key)) problems.push(`${path}: ${id} rests on unknown ${key}`)
for (const key of Object.keys(sources)) if (!used.has(key)) problems.push(`rules/sources.json: nothing rests on ${key}`)

for (const problem of problemsOfRecordings(sources, join(root, 'rules'), known)) problems.push(problem)

const citations = findCitations()
for (const [id, { sources, tests, elsewhere }] of citations)
  if (!known.has(id))
    problems.push(`cited and not in rules/: ${id} (${[...sources, ...tests, ...elsewhere].join(', ')})`)

/** Ids that refusals and findings carry as data, each with a page of its own. */
const carried = /\bcreate(?:Model)?Refusal\(\s*'([^']+)'|\bstatement: '([^']+)'/g
for (const file of sourceFiles('packages/*/src/**/*.ts'))
  for (const [, rule, statement] of read(file).matchAll(carried))
    if (!known.has(rule ?? statement ?? ''))
      problems.push(`${file} carries ${rule ?? statement}, which is not in rules/`)

for (const { id, state } of statements) {
  const { sources = [], tests = [] } = citations.get(id) ?? {}
  if (state !== 'implemented') continue
  if (sources.length === 0) problems.push(`implemented and cited by no source: ${id}`)
  if (tests.length === 0) problems.push(`implemented and cited by no test: ${id}`)
}

/** The service's words in pieces between what it fills in; each piece must stand in a source that cites the statement. */
for (const { id, state, messages = [] } of statements) {
  if (state !== 'implemented') continue
  const code = (citations.get(id)?.sources ?? [])
    .map((file) => withoutComments(read(file)).replaceAll("\\'", "'"))
    .join('\n')
  for (const message of messages)
    for (const piece of message.split(/<[^>]+>/).filter((each) => each.trim().length > 2))
      if (!code.includes(piece)) problems.push(`${id}: no source that cites it has ${JSON.stringify(piece)}`)
}

for (const [path, text] of emittedRules(citations))
  if (!existsSync(join(root, path)) || read(path) !== text) problems.push(`out of date, run pnpm rules:emit: ${path}`)

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
} else {
  const count = (state: string): number => statements.filter((each) => each.state === state).length
  console.log(
    `${statements.length} statements: ${count('implemented')} implemented and tested, ${count('planned')} planned, ${count('not-modelled')} not modelled`,
  )
}
