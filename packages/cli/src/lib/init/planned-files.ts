import type { Project } from './project.ts'

/** A file that a project gets. */
export interface PlannedFile {
  /** Relative to the project, with slashes. */
  readonly path: string
  readonly text: string
}

const queue = 'arn:aws:sqs:us-east-1:123456789012:hello-failures'

/** The path of the test. */
export function testPath(project: Project): string {
  // jest finds no .mjs; its test imports nothing until it runs.
  return `test/hello.test.${project.runner === 'jest' ? 'js' : ending(project)}`
}

/**
 * The files of a first function: its configuration, its code, its test and, where there is none, `package.json`.
 *
 * @param version - of this package, and of those that the test needs
 */
export function plannedFiles(project: Project, version: string): readonly PlannedFile[] {
  const path = `${project.sources}/hello.${ending(project)}`
  return [
    ...(project.hasManifest ? [] : [{ path: 'package.json', text: manifest(version) }]),
    { path: 'async-invoke.config.json', text: config(path) },
    { path, text: handler(project) },
    { path: testPath(project), text: test(project) },
  ]
}

/** The ending of an ES module that Node.js runs as it is, and without a warning that it had to find out. */
function ending({ usesTypeScript, type }: Project): string {
  if (!usesTypeScript) return 'mjs'
  return type === 'module' ? 'ts' : 'mts'
}

function manifest(version: string): string {
  const devDependencies = { '@async-invoke/local-runtime': `^${version}`, 'async-invoke': `^${version}` }
  return json({
    private: true,
    type: 'module',
    scripts: { dev: 'async-invoke dev', test: 'node --test' },
    devDependencies,
  })
}

function config(file: string): string {
  return json({
    $schema: './node_modules/async-invoke/config.schema.json',
    time: 'skip',
    functions: {
      hello: { file, eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 2, OnFailure: queue } } },
    },
  })
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

function handler({ usesTypeScript }: Project): string {
  const type = usesTypeScript ? ': { readonly name?: string }' : ''
  return `/** Greets whom the event names. An event without a name fails, so that its retries can be seen. */
export const handler = async ({ name }${type}) => {
  if (name === undefined) throw new Error('The event has no name')
  console.log(\`hello \${name}\`)
  return { greeting: \`Hello, \${name}\` }
}
`
}

function test({ runner }: Project): string {
  const title = 'sends a record after three attempts on an event without a name'
  const body = (
    check: string,
    setUp = '',
  ): string => `${setUp}  const { functions } = JSON.parse(await readFile('async-invoke.config.json', 'utf8'))
  const runtime = await startTestRuntime({ functions })
  try {
    const requestId = await runtime.invoke('hello', {})
    const { condition, attempts } = await runtime.outcome(requestId)
    ${check}
    await runtime.inbox.waitFor({ requestId, route: 'OnFailure' })
  } finally {
    await runtime.close()
  }
`
  const expected = "{ condition: 'RetriesExhausted', attempts: 3 }"
  const expectation = `expect({ condition, attempts }).toEqual(${expected})`
  const imports = `import { readFile } from 'node:fs/promises'\n`
  const runtime = `import { startTestRuntime } from '@async-invoke/local-runtime/testing'\n`
  // A first start may take longer than the five seconds that vitest and jest wait.
  switch (runner) {
    case 'jest':
      return `test('${title}', async () => {
${body(
  expectation,
  `  const { readFile } = await import('node:fs/promises')
  const { startTestRuntime } = await import('@async-invoke/local-runtime/testing')
`,
)}}, 30_000)
`
    case 'vitest':
      return `${imports}${runtime}import { expect, test } from 'vitest'

test('${title}', async () => {
${body(expectation)}}, 30_000)
`
    case 'node':
      return `import assert from 'node:assert/strict'
${imports}import { test } from 'node:test'
${runtime}
test('${title}', async () => {
${body(`assert.deepEqual({ condition, attempts }, ${expected})`)}})
`
  }
}
