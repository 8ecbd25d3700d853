import { commandHelp, help } from './help.ts'
import { UsageError } from './usage-error.ts'

type Command = (args: readonly string[]) => Promise<number>

/** Each command resolves with its exit code. It is loaded when it is called, since help and version need none. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  dev: async () => (await import('./dev/dev.ts')).dev,
  invoke: async () => (await import('./invoke.ts')).invoke,
}

/**
 * Runs a command line.
 *
 * @param version - of the package
 * @returns the exit code: 0 for success, 1 for a failure, 2 for invalid usage
 */
export async function runCommand([command, ...args]: readonly string[], version: string): Promise<number> {
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    console.log(help)
    return command === undefined ? 2 : 0
  }
  if (command === '--version' || command === '-v') {
    console.log(version)
    return 0
  }
  const load = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (load === undefined) return refuseUsage(`unknown command '${command}'`)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(commandHelp[command])
    return 0
  }
  try {
    const run = await load()
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
