import tab from '@bomb.sh/tab/commander'
import { CommanderError, type Command as Program } from 'commander'
import type { Commands } from './command/command-list.ts'
import { createEmptyProgram, createProgram } from './command/program.ts'
import { exitCodes, UsageError } from './command-error.ts'
import { commands } from './commands.ts'

const shells = ['bash', 'zsh', 'fish', 'powershell']

/**
 * Prints the script that a shell loads to complete the command, or, called by that script, the candidates.
 *
 * @throws {@link UsageError} when the shell is none of those that have a script
 */
export async function complete(name: string, about: string, args: readonly string[]): Promise<number> {
  const [command, shell = ''] = args
  if (command === 'completion' && !shells.includes(shell))
    throw new UsageError(
      `completion needs the name of a shell, ${shells.join(', ')}${shell === '' ? '' : `; there is none for ${shell}`}`,
    )
  const program = createEmptyProgram(name, about)
  await addCommands(program, commands)
  tab(program, { completionCommandName: 'completion' })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    throw error instanceof CommanderError ? new UsageError(error.message, { cause: error }) : error
  }
  return exitCodes.success
}

async function addCommands(program: Program, list: Commands): Promise<void> {
  for (const [name, entry] of Object.entries(list)) {
    if (!('commands' in entry)) {
      program.addCommand(createProgram(name, entry.about, await entry.load()))
      continue
    }
    const group = createEmptyProgram(name, entry.about)
    await addCommands(group, entry.commands)
    program.addCommand(group)
  }
}
