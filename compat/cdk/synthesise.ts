/**
 * Synthesises each stack with the CDK into a fixture of config-client, beside the version that made them. With `--check`, it
 * writes nothing and fails if a fixture differs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { App, Stack } from 'aws-cdk-lib'
import { stacks } from './stacks.ts'

const fixtures = new URL('../../packages/config-client/test/fixtures/cdk/', import.meta.url)
const { version } = createRequire(import.meta.url)('aws-cdk-lib/package.json') as { readonly version: string }

const documents: Readonly<Record<string, unknown>> = {
  'made-by': { 'aws-cdk-lib': version },
  ...Object.fromEntries(Object.entries(stacks).map(([name, fill]) => [name, synthesised(name, fill)])),
}

mkdirSync(fixtures, { recursive: true })
for (const [name, document] of Object.entries(documents)) {
  const file = new URL(`${name}.json`, fixtures)
  const text = `${JSON.stringify(document, null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`differs from what aws-cdk-lib ${version} synthesises: ${file.pathname}`)
    process.exitCode = 1
  }
}
console.log(`${Object.keys(stacks).length} templates of aws-cdk-lib ${version}`)

function synthesised(name: string, fill: (stack: Stack) => void): unknown {
  // The CDK's command adds the metadata and its condition, so that users' templates have them.
  const app = new App({ analyticsReporting: true })
  const stack = new Stack(app, name)
  fill(stack)
  return app.synth().getStackByName(name).template
}
