import type { CommandEntry, CommandGroup } from '../../packages/cli/src/lib/command/command-list.ts'
import { parseLine } from '../../packages/cli/src/lib/command/parse-line.ts'
import { commands } from '../../packages/cli/src/lib/commands.ts'

/** Returns why the command would refuse a line; `undefined` if it would not. */
export async function problemOf([name = '', ...rest]: readonly string[]): Promise<string | undefined> {
  const entry: CommandEntry | CommandGroup | undefined = commands[name]
  if (entry === undefined) return `there is no command ${name}`
  if ('load' in entry) return refusalOf(name, entry, rest)
  const [below = '', ...args] = rest
  const lower = entry.commands[below]
  if (lower === undefined || !('load' in lower)) return `there is no command ${name} ${below}`
  return refusalOf(`${name} ${below}`, lower, args)
}

async function refusalOf(name: string, { load }: CommandEntry, args: readonly string[]): Promise<string | undefined> {
  try {
    parseLine(name, await load(), args)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
