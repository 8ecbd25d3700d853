#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { dev } from './lib/dev/dev.ts'
import { help, helpOf } from './lib/help.ts'
import { invoke } from './lib/invoke.ts'
import { UsageError } from './lib/usage-error.ts'

/** What each command does; resolves with the exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { dev, invoke }

const [command, ...args] = process.argv.slice(2)

// Whoever read the output may have gone, as `head` does: that is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.exitCode = await main()

/** 0: done. 1: it went wrong. 2: the call was wrong. */
async function main(): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    console.log(help)
    return command === undefined ? 2 : 0
  }
  if (command === '--version' || command === '-v') {
    console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version)
    return 0
  }
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (run === undefined) return wrong(`async-invoke has no command '${command}'`)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(helpOf[command])
    return 0
  }
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof UsageError) return wrong(error.message, `${command} `)
    console.error(`async-invoke: ${error instanceof Error ? error.message : error}`)
    return 1
  }
}

function wrong(message: string, command = ''): number {
  console.error(`async-invoke: ${message}\nSee 'async-invoke ${command}--help'.`)
  return 2
}
