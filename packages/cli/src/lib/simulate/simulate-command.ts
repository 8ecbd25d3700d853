import { defineCommand } from '../command/command.ts'
import { simulateFlags } from './simulate-flags.ts'

export const simulateCommand = defineCommand({
  operands: [
    {
      name: 'FILE',
      about: 'Scenario in YAML or JSON; its own paths start from its folder. - for stdin.',
      isRequired: true,
    },
  ],
  flags: simulateFlags,
  notes: [
    'The same file and seeds give the same result. Ctrl-C shows the runs that are complete; the exit code is then 1.',
    `Examples:
  async-invoke simulate scenario.yaml
  async-invoke simulate scenario.yaml --seeds 50 --html report.html
  async-invoke simulate scenario.yaml --json | jq .comparisons[0].numbers.succeeded`,
  ],
  async run({ operands: [path = ''], values }) {
    const { simulateFile } = await import('./simulate.ts')
    return simulateFile(path, values)
  },
})
