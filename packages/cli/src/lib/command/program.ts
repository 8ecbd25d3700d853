import { Option, Command as Program } from 'commander'
import type { CommandShape, Operand } from './command.ts'
import { commonFlags } from './common-flags.ts'
import { meaningOf, termOf } from './describe-flag.ts'
import type { Flag, Flags } from './flag.ts'
import { helpColumns, helpLayout, wrapNote } from './help-layout.ts'

/** Flags as the command line shows them, by the option that stands for them. */
const terms = new WeakMap<Option, string>()

/** All flags of a command, those of every command last. */
export function flagsOf({ flags }: CommandShape): Flags {
  return {
    ...flags,
    ...Object.fromEntries(Object.entries(commonFlags).filter(([name]) => !Object.hasOwn(flags, name))),
  }
}

/**
 * Creates the program of a command for commander: it parses, and writes the help.
 *
 * @param name - with the names before it: `async-invoke dev`
 * @param about - one sentence that begins with a verb
 */
export function createProgram(name: string, about: string, shape: CommandShape): Program {
  const program = createEmptyProgram(name, about)
  for (const operand of shape.operands) program.argument(syntaxOf(operand), operand.about)
  for (const [flag, each] of Object.entries(flagsOf(shape))) program.addOption(createOption(flag, each))
  const wrap = (note: string): string => wrapNote(note, helpColumns())
  if (shape.notes.length > 0) program.addHelpText('after', () => `\n${shape.notes.map(wrap).join('\n\n')}`)
  // Errors of ours name the operands.
  return program.allowExcessArguments()
}

/** Creates a program that has neither options nor operands. */
export function createEmptyProgram(name: string, about: string): Program {
  return new Program(name)
    .description(about)
    .helpOption('-h, --help', 'Print this help.')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, getOutHelpWidth: helpColumns, getErrHelpWidth: helpColumns })
    .configureHelp({
      ...helpLayout,
      optionTerm: (option) => terms.get(option) ?? option.flags,
      optionDescription: ({ description }) => description,
    })
}

function createOption(name: string, flag: Flag): Option {
  const option = new Option(flag.value === undefined ? `--${name}` : `--${name} <value>`, plainText(meaningOf(flag)))
  const { rule } = flag
  if (rule.kind === 'choice') option.argChoices = Object.keys(rule.values)
  if (rule.kind === 'list')
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
  if (flag.group !== undefined) option.helpGroup(flag.group)
  terms.set(option, termOf(name, flag))
  return option
}

function syntaxOf({ name, isRequired, isRepeatable }: Operand): string {
  const spelled = isRepeatable ? `${name}...` : name
  return isRequired ? `<${spelled}>` : `[${spelled}]`
}

function plainText(markdown: string): string {
  return markdown.replaceAll('`', '')
}
