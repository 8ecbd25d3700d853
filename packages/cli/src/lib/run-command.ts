import { styleText } from 'node:util'
import type { CommandEntry, CommandGroup, Commands } from './command/command-list.ts'
import { CommandError, exitCodes, UsageError } from './command-error.ts'
import { commands } from './commands.ts'
import { printable } from './text/printable.ts'

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
    // It may quote a service or a file.
    const message = printable(`${program}: ${error instanceof Error ? error.message : error}`)
    console.error(styleText('red', message, { stream: process.stderr }))
    if (isUsage) console.error(`See '${program} ${namesIn(args)}--help'.`)
    if (args.includes('--verbose')) console.error(error)
    return error instanceof CommandError ? error.exitCode : exitCodes.service
  }
}

async function run([name, ...args]: readonly string[], version: string): Promise<number> {
  if (name === '--version' || name === '-v') {
    console.log(version)
    return exitCodes.success
  }
  if (name === 'help' && args[0] !== undefined) return run([...args, '--help'], version)
  if (name === undefined || isHelp(name)) {
    console.log(await describeCommands())
    return name === undefined ? exitCodes.usage : exitCodes.success
  }
  if (name === 'completion' || name === 'complete') {
    if (args.some(isHelp)) {
      console.log(describeCompletion)
      return exitCodes.success
    }
    const { complete } = await import('./complete.ts')
    return complete(program, about, [name, ...args])
  }
  return runIn(commands, '', [name, ...args], version)
}

/**
 * Runs a command of a list.
 *
 * @param prefix - the names before it, each with a space after it
 */
async function runIn(
  list: Commands,
  prefix: string,
  [name = '', ...args]: readonly string[],
  version: string,
): Promise<number> {
  const entry = await findEntry(list, prefix, name)
  const fullName = `${prefix}${name}`
  if ('commands' in entry) {
    const [next] = args
    if (next !== undefined && !isHelp(next)) return runIn(entry.commands, `${fullName} `, args, version)
    console.log(await describeGroup(fullName, entry))
    return next === undefined ? exitCodes.usage : exitCodes.success
  }
  const command = await entry.load()
  const operandsAt = args.indexOf('--')
  const flags = operandsAt === -1 ? args : args.slice(0, operandsAt)
  if (flags.includes('--help') || flags.includes('-h')) {
    const { createProgram } = await import('./command/program.ts')
    createProgram(`${program} ${fullName}`, entry.about, command).outputHelp()
    return exitCodes.success
  }
  const { parseLine } = await import('./command/parse-line.ts')
  return command.run(parseLine(fullName, command, args), version)
}

const describeCompletion = `Usage: ${program} completion SHELL

Print a script that completes this command.

Arguments:
  SHELL  bash, zsh, fish or powershell.

Examples:
  source <(${program} completion bash)
  ${program} completion fish | source`

const isHelp = (name: string): boolean => ['help', '--help', '-h'].includes(name)

async function findEntry(list: Commands, prefix: string, name: string): Promise<CommandEntry | CommandGroup> {
  const entry = Object.hasOwn(list, name) ? list[name] : undefined
  if (entry !== undefined) return entry
  const names = Object.keys(list)
  if (prefix !== '' && name.startsWith('-'))
    throw new UsageError(`${prefix}needs a command before its flags: ${names.join(', ')}`)
  const { findNearestName } = await import('@async-invoke/schemas/internal')
  const nearest = findNearestName(name, names)
  const advice = nearest === undefined ? '' : `; did you mean ${nearest}?`
  throw new UsageError(`unknown ${name.startsWith('-') ? `flag ${name}` : `command '${prefix}${name}'`}${advice}`)
}

/** The names of the command that a line names, each with a space after it, for the reference to its help. */
function namesIn(args: readonly string[], list: Commands = commands): string {
  const at = args.findIndex((each) => !each.startsWith('-'))
  const name = args[at]
  const entry = name !== undefined && Object.hasOwn(list, name) ? list[name] : undefined
  if (name === undefined || entry === undefined) return ''
  return `${name} ${'commands' in entry ? namesIn(args.slice(at + 1), entry.commands) : ''}`
}

async function describeGroup(name: string, { about, commands }: CommandGroup): Promise<string> {
  const { createEmptyProgram } = await import('./command/program.ts')
  const help = createEmptyProgram(`${program} ${name}`, about)
    .usage('COMMAND [options]')
    .helpCommand('help', 'Print this list.')
  for (const [each, entry] of Object.entries(commands)) help.command(each).usage('[options]').description(entry.about)
  return `${help.helpInformation()}\nRun '${program} ${name} COMMAND --help' for the options of a command.`
}

async function describeCommands(): Promise<string> {
  const { createEmptyProgram } = await import('./command/program.ts')
  const { helpColumns, wrapNote } = await import('./command/help-layout.ts')
  const help = createEmptyProgram(program, about)
    .usage('COMMAND [options]')
    .option('-v, --version', 'Print the version of this package.')
    .helpCommand('help COMMAND', 'Print the help of a command.')
  for (const [name, entry] of Object.entries(commands))
    help
      .command(name)
      .usage('commands' in entry ? 'COMMAND [options]' : '[options]')
      .description(entry.about)
  help
    .command('completion')
    .usage('SHELL')
    .description('Print a script that completes this command: bash, zsh, fish or powershell.')
  const codes = 'Exit codes: 0 success, 1 findings or failures, 2 invalid usage, 3 a file, service or runtime failed.'
  return `${help.helpInformation()}\nRun '${program} COMMAND --help' for the options of a command.\n\n${wrapNote(codes, helpColumns())}`
}
