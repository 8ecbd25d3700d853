import { expect, it } from 'vitest'
import { commands } from '../commands.ts'
import type { Command } from './command.ts'
import type { Commands } from './command-list.ts'
import { parseLine } from './parse-line.ts'

/** Every command with its full name. */
async function commandsIn(list: Commands, prefix = ''): Promise<readonly (readonly [string, Command])[]> {
  const found = await Promise.all(
    Object.entries(list).map(async ([name, entry]) =>
      'commands' in entry
        ? commandsIn(entry.commands, `${prefix}${name} `)
        : ([[`${prefix}${name}`, (await entry.load()) as Command]] as const),
    ),
  )
  return found.flat()
}

const all = await commandsIn(commands)

const operands = all.flatMap(([name, command]) =>
  command.operands.map((operand, before) => ({ name, command, operand, before })),
)

it.each(operands)(
  '$name refuses an empty $operand.name, as an unset variable of a shell is',
  ({ name, command, operand, before }) => {
    const message = `${name} has an empty ${operand.name}`
    const given = Array<string>(before).fill('x')
    expect(() => parseLine(name, command, [...given, ''])).toThrow(message)
    if (operand.isRepeatable) expect(() => parseLine(name, command, [...given, 'x', 'x', ''])).toThrow(message)
  },
)

it.each([
  ['read', '--output'],
  ['redrive', '--journal'],
  ['redrive', '--quarantine'],
  ['simulate', '--html'],
  ['types', '--out'],
])('%s %s takes no - and no empty path: a file would have this name', (name, flag) => {
  const command = all.find(([each]) => each === name)?.[1] as Command
  for (const path of ['-', '']) expect(() => parseLine(name, command, ['x', flag, path])).toThrow(`${flag} is not`)
  expect(parseLine(name, command, ['x', flag, './-'].slice(name === 'redrive' ? 1 : 0)).values).toMatchObject({
    [flag.slice(2)]: './-',
  })
})
