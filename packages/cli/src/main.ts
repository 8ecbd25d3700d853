#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { dev } from './lib/dev/dev.ts'
import { commandHelp, help } from './lib/help.ts'
import { invoke } from './lib/invoke.ts'
import { UsageError } from './lib/usage-error.ts'

/** Each command resolves with its exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { dev, invoke }

const [command, ...args] = process.argv.slice(2)

// A closed pipe, as `head` leaves behind, does not stop the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

process.exitCode = await main()

/** @returns the exit code: 0 for success, 1 for a failure, 2 for invalid usage */
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
  if (run === undefined) return refuseUsage(`unknown command '${command}'`)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(commandHelp[command])
    return 0
  }
  try {
    return await run(args)
  } catch (error) {
    if (error instanceof UsageError) return refuseUsage(error.message, `${command} `)
    console.error(`async-invoke: ${error instanceof Error ? error.message : error}`)
    return 1
  }
}

function refuseUsage(message: string, command = ''): number {
  console.error(`async-invoke: ${message}\nSee 'async-invoke ${command}--help'.`)
  return 2
}
