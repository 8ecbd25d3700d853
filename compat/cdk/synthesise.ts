/**
 * Synthesises each stack with the CDK into a fixture of config-client, beside the version that made them, and the stack of
 * `deploy` into the template beside it. With `--check`, it writes nothing and fails if a file differs.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { App, Stack } from 'aws-cdk-lib'
import { stacks } from './stacks.ts'

const fixtures = new URL('../../packages/config-client/test/fixtures/cdk/', import.meta.url)
const { version } = createRequire(import.meta.url)('aws-cdk-lib/package.json') as { readonly version: string }

const documents: readonly (readonly [URL, unknown])[] = [
  [new URL('made-by.json', fixtures), { 'aws-cdk-lib': version }],
  ...Object.entries(stacks).map(
    ([name, fill]) => [new URL(`${name}.json`, fixtures), synthesised(name, fill)] as const,
  ),
  [new URL('../../deploy/cdk/template.json', import.meta.url), await deployed()],
]

mkdirSync(fixtures, { recursive: true })
for (const [file, document] of documents) {
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`differs from what aws-cdk-lib ${version} synthesises: ${file.pathname}`)
    process.exitCode = 1
  }
}
console.log(`${documents.length - 1} templates of aws-cdk-lib ${version}`)

function synthesised(name: string, fill: (stack: Stack) => void): unknown {
  // The CDK's command adds the metadata and its condition, so that users' templates have them.
  const app = new App({ analyticsReporting: true })
  const stack = new Stack(app, name)
  fill(stack)
  return app.synth().getStackByName(name).template
}

/** The template of `deploy`, whose stack finds the CDK only here. */
async function deployed(): Promise<unknown> {
  const copy = new URL('./.worker-stack.ts', import.meta.url)
  copyFileSync(new URL('../../deploy/cdk/worker-stack.ts', import.meta.url), copy)
  try {
    const { WorkerStack } = await import(copy.href)
    const app = new App({ analyticsReporting: false })
    new WorkerStack(app, 'Workers', { image: 'registry.example.com/async-invoke:latest', functions: ['orders'] })
    return app.synth().getStackByName('Workers').template
  } finally {
    rmSync(copy)
  }
}
