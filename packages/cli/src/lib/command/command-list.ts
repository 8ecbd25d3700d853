import type { Command } from './command.ts'

/** A command in a list: loaded when it is called, since help and version need none. */
export interface CommandEntry {
  /** One sentence that begins with a verb. */
  readonly about: string
  readonly load: () => Promise<Command>
}

/** Commands below a name of their own: `queue stats`. */
export interface CommandGroup {
  /** One sentence that begins with a verb. */
  readonly about: string
  readonly commands: Commands
}

/** Commands by name, in the order of the help. */
export type Commands = Readonly<Record<string, CommandEntry | CommandGroup>>
