#!/usr/bin/env node
import { dev } from './lib/dev.ts'
import { devHelp, help } from './lib/help.ts'
import { UsageError } from './lib/usage-error.ts'

/** What each command does; resolves with the exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { dev }

const [command, ...args] = process.argv.slice(2)

process.exitCode = await main()

/** 0: done. 1: it went wrong. 2: the call was wrong. */
async function main(): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    console.log(help)
    return command === undefined ? 2 : 0
  }
  const run = commands[command]
  if (run === undefined) return wrong(`async-invoke has no command '${command}'`)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(devHelp)
    return 0
  }
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof UsageError) return wrong(error.message)
    console.error(`async-invoke: ${error instanceof Error ? error.message : error}`)
    return 1
  }
}

function wrong(message: string): number {
  console.error(`async-invoke: ${message}\nSee 'async-invoke --help'.`)
  return 2
}
