import { defineCommand } from '../command/command.ts'

export const initCommand = defineCommand({
  operands: [],
  flags: {
    'dry-run': { rule: { about: 'List what would be written, and write nothing.', kind: 'boolean' } },
    install: {
      rule: {
        about: 'Install the packages that the files need, with the package manager of the project.',
        kind: 'boolean',
      },
    },
  },
  notes: [
    'Writes async-invoke.config.json, a function, its test, the line for .gitignore and, in a folder without one, package.json. The files follow the project: TypeScript, vitest, jest or node:test, npm, pnpm, yarn or bun. Nothing is overwritten; where a file exists and differs, nothing is written at all.',
    `Examples:
  async-invoke init --dry-run
  async-invoke init --install`,
  ],
  async run({ values }, version) {
    const { init } = await import('./init.ts')
    return init(process.cwd(), version, values)
  },
})
