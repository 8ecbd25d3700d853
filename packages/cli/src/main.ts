#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { compileCacheFolder } from './lib/compile-cache.ts'
import { describeOldNode } from './lib/node-version.ts'

const { version, engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const tooOld = describeOldNode(process.versions.node, engines.node)

// A closed pipe, as `head` leaves behind, does not stop the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

if (tooOld === undefined) {
  const cache = compileCacheFolder()
  if (cache !== undefined) module.enableCompileCache(cache)
  const [{ hideExperimentalWarnings }, { runCommand }] = await Promise.all([
    import('./lib/experimental-warnings.ts'),
    import('./lib/run-command.ts'),
  ])
  hideExperimentalWarnings()
  process.exitCode = await runCommand(process.argv.slice(2), version)
} else {
  console.error(tooOld)
  process.exitCode = 3
}
