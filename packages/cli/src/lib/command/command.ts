import type { commonFlags } from './common-flags.ts'
import type { Flags, FlagValues } from './flag.ts'

/** An argument that is no flag. Only the last one may repeat. */
export interface Operand {
  /** As help shows it, in capitals. */
  readonly name: string
  readonly about: string
  readonly isRequired?: true
  readonly isRepeatable?: true
}

/** A parsed command line. */
export interface CommandLine<Of extends Flags = Flags> {
  readonly operands: readonly string[]
  readonly values: FlagValues<Omit<typeof commonFlags, keyof Of> & Of>
}

/** Parts of a command that its help, its completion and the check of its command line are made of. */
export interface CommandShape<Of extends Flags = Flags> {
  readonly operands: readonly Operand[]
  readonly flags: Of
  /** Paragraphs below the options, such as examples. */
  readonly notes: readonly string[]
}

/** A command. */
export interface Command<Of extends Flags = Flags> extends CommandShape<Of> {
  /**
   * Runs the command.
   *
   * @param version - of this package
   * @returns the exit code: 0 or {@link exitCodes}`.findings`
   * @throws {@link CommandError} with any other exit code
   */
  run(line: CommandLine<Of>, version: string): Promise<number>
}

/** Returns the command with the types of its flags. */
export function defineCommand<const Of extends Flags>(command: Command<Of>): Command<Of> {
  return command
}
