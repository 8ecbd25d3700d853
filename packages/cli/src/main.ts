#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { compileCacheFolder } from './lib/compile-cache.ts'
import { describeOldNode } from './lib/node-version.ts'

const { version, engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const tooOld = describeOldNode(process.versions.node, engines.node)

// No error of the output stops the command. A closed pipe, as `head` leaves behind, is none; a full disk loses lines.
let lost: Error | undefined
process.stderr.on('error', () => {})
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || lost !== undefined) return
  lost = error
  console.error(`async-invoke: cannot write to stdout: ${error.message}`)
})
// An error may come after the command has ended.
process.on('exit', () => {
  if (lost !== undefined) process.exitCode = 3
})

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
