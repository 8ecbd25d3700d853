import { checkValue, type OptionRule } from '@async-invoke/local-runtime/internal/options'
import { CommanderError } from 'commander'
import { UsageError } from '../command-error.ts'
import type { CommandLine, CommandShape, Operand } from './command.ts'
import { termOf } from './describe-flag.ts'
import type { Flags } from './flag.ts'
import { createProgram, flagsOf } from './program.ts'

/**
 * Parses the arguments of a command, and checks each value by the rule of its flag.
 *
 * @param name - of the command, for messages: `dev`
 * @throws {@link UsageError} when the command line is invalid; the message names the flag, its rule and its value
 */
export function parseLine<Of extends Flags>(
  name: string,
  shape: CommandShape<Of>,
  args: readonly string[],
): CommandLine<Of> {
  const program = createProgram(name, '', shape)
  // Help is printed before, and a missing operand is reported below.
  for (const operand of program.registeredArguments) operand.required = false
  const flags = flagsOf(shape)
  try {
    program.parse(args, { from: 'user' })
  } catch (error) {
    throw error instanceof CommanderError ? new UsageError(describeRefusal(error, flags), { cause: error }) : error
  }
  const values: Record<string, unknown> = {}
  for (const option of program.options) {
    const flag = option.name()
    const rule = flags[flag]?.rule
    // commander reads --no-x as x, which is on unless the flag is given.
    const value: unknown = program.getOptionValue(option.attributeName())
    const given = option.negate ? value === false || undefined : value
    if (rule === undefined || given === undefined) continue
    values[flag] = checkFlag(flag, given, rule)
  }
  // The rules have checked the values.
  return { operands: checkOperands(name, shape.operands, program.args), values: values as CommandLine<Of>['values'] }
}

function checkFlag(name: string, given: unknown, rule: OptionRule): unknown {
  const value = typeof given === 'string' ? numberOf(given, rule) : given
  const problems = checkValue(value, rule, `--${name}`, { source: 'program' })
  if (problems.length > 0) throw new UsageError(problems.join('; '))
  return value
}

/** Returns a number if the rule demands one and the string is one; otherwise the string. */
function numberOf(value: string, { kind }: OptionRule): string | number {
  const isNumber = kind === 'integer' ? /^\d+$/.test(value) : kind === 'number' && value.trim() !== ''
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value
}

function checkOperands(name: string, operands: readonly Operand[], given: readonly string[]): readonly string[] {
  const missing = operands.filter(({ isRequired }) => isRequired)[given.length]
  if (missing !== undefined) throw new UsageError(`${name} needs ${missing.name}: ${missing.about}`)
  // As from a variable of the shell that is not set.
  const empty = given.indexOf('')
  const named = operands[Math.min(empty, operands.length - 1)]
  if (empty !== -1 && named !== undefined) throw new UsageError(`${name} has an empty ${named.name}`)
  const extra = operands.at(-1)?.isRepeatable ? undefined : given[operands.length]
  if (extra === undefined) return given
  const taken = operands.length === 0 ? 'no arguments' : `only ${operands.map((operand) => operand.name).join(' ')}`
  throw new UsageError(`${name} takes ${taken}; unexpected argument: ${extra}`)
}

/** Words the refusals of commander. */
function describeRefusal({ code, message }: CommanderError, flags: Flags): string {
  const [, given = ''] = /'(.*?)'/s.exec(message) ?? []
  if (code === 'commander.unknownOption') {
    const [, nearest] = /Did you mean (?:one of )?([^,?]+)/.exec(message) ?? []
    const [flag = ''] = given.split('=')
    if (Object.hasOwn(flags, flag.replace(/^--/, ''))) return `${flag} takes no value: ${given}`
    return `unknown flag ${flag}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`
  }
  if (code === 'commander.optionMissingArgument') {
    const name = given.replace(/^--/, '').replace(/ .*/, '')
    const flag = flags[name]
    return `--${name} needs a value${flag === undefined ? '' : `: ${termOf(name, flag)}`}`
  }
  return message.replace(/^error: /, '')
}
