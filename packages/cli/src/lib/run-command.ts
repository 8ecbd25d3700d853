import { styleText } from 'node:util'
import { CommandError, exitCodes, UsageError } from './command-error.ts'
import { type CommandEntry, commands } from './commands.ts'

const program = 'async-invoke'
const about = "AWS Lambda's asynchronous invocation from the command line."

/**
 * Runs a command line.
 *
 * @param version - of the package
 * @returns the exit code, one of {@link exitCodes}
 */
export async function runCommand(args: readonly string[], version: string): Promise<number> {
  try {
    return await run(args, version)
  } catch (error) {
    const isUsage = error instanceof UsageError
    const name = args.find((each) => !each.startsWith('-'))
    const command = name !== undefined && Object.hasOwn(commands, name) ? `${name} ` : ''
    const message = `${program}: ${error instanceof Error ? error.message : error}`
    console.error(styleText('red', message, { stream: process.stderr }))
    if (isUsage) console.error(`See '${program} ${command}--help'.`)
    if (args.includes('--verbose')) console.error(error)
    return error instanceof CommandError ? error.exitCode : exitCodes.service
  }
}

async function run([name, ...args]: readonly string[], version: string): Promise<number> {
  if (name === '--version' || name === '-v') {
    console.log(version)
    return exitCodes.success
  }
  if (name === 'help' && args[0] !== undefined) return run([args[0], '--help'], version)
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(await describeCommands())
    return name === undefined ? exitCodes.usage : exitCodes.success
  }
  if (name === 'completion' || name === 'complete') {
    const { complete } = await import('./complete.ts')
    return complete(program, about, [name, ...args])
  }
  const entry = await findEntry(name)
  const command = await entry.load()
  const operandsAt = args.indexOf('--')
  const flags = operandsAt === -1 ? args : args.slice(0, operandsAt)
  if (flags.includes('--help') || flags.includes('-h')) {
    const { createProgram } = await import('./command/program.ts')
    createProgram(`${program} ${name}`, entry.about, command).outputHelp()
    return exitCodes.success
  }
  const { parseLine } = await import('./command/parse-line.ts')
  return command.run(parseLine(name, command, args))
}

async function findEntry(name: string): Promise<CommandEntry> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (entry !== undefined) return entry
  const { findNearestName } = await import('@async-invoke/schemas/internal')
  const nearest = findNearestName(name, Object.keys(commands))
  const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`
  throw new UsageError(`unknown ${name.startsWith('-') ? `flag ${name}` : `command '${name}'`}${advice}`)
}

async function describeCommands(): Promise<string> {
  const { createEmptyProgram } = await import('./command/program.ts')
  const help = createEmptyProgram(program, about)
    .usage('COMMAND [options]')
    .option('-v, --version', 'Print the version of this package.')
    .helpCommand('help COMMAND', 'Print the help of a command.')
  for (const [name, entry] of Object.entries(commands)) help.command(name).usage('[options]').description(entry.about)
  help
    .command('completion')
    .usage('SHELL')
    .description('Print a script that completes this command: bash, zsh or fish.')
  const codes = 'Exit codes: 0 success, 1 findings or failures, 2 invalid usage, 3 a file, service or runtime failed.'
  return `${help.helpInformation()}\nRun '${program} COMMAND --help' for the options of a command.\n\n${codes}`
}
