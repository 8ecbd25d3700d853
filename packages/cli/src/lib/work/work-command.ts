import { defineCommand } from '../command/command.ts'
import { configNames } from '../config/config-names.ts'
import { workCommandFlags } from './work-flags.ts'

export const workCommand = defineCommand({
  operands: [
    {
      name: 'CONFIG',
      about: `Configuration file, for functions and settings. Default: ${configNames.join(', ')} in the current directory, if any.`,
    },
  ],
  flags: workCommandFlags,
  notes: [
    'Runs events that wait in a queue: those that engines, SQL or a transaction of yours have put there. Every outcome is a line of JSON on stdout. SIGTERM and Ctrl-C let runs end, for as long as --drain says, and then put the rest back; a second one ends at once.',
    `Examples:
  async-invoke work --store postgres://localhost/app --invoke lambda --functions orders,refunds
  async-invoke work --store postgres://localhost/app --invoke http://127.0.0.1:3000/events/{function}
  async-invoke work --store postgres://localhost/app --invoke lambda --functions orders --settings lambda
  async-invoke work --store postgres://localhost/app --invoke emulator:http://127.0.0.1:9000 --functions orders
  async-invoke work --store sqlite:queue.db --invoke handler.mjs --functions orders
  async-invoke work --store east=postgres://east/app --store west=postgres://west/app --invoke lambda`,
  ],
  async run({ operands, values }, version) {
    const { work } = await import('./work.ts')
    return work(operands[0], values, version)
  },
})
