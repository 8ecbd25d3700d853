import { defineCommand } from '../command/command.ts'
import { configNames } from '../config/config-names.ts'
import { devFlags } from './dev-flags.ts'

/** `dev` with its flags. The runtime itself is loaded when it starts. */
export const devCommand = defineCommand({
  operands: [
    {
      name: 'CONFIG',
      about: `Configuration file. Default: ${configNames.join(', ')} in the current directory, if any.`,
    },
  ],
  flags: devFlags,
  notes: [
    `Examples:
  async-invoke dev --time skip --function orders=orders.mjs
  async-invoke dev --template template.yaml --sqs-endpoint http://localhost:4566
  async-invoke dev --memory --port 0 async-invoke.config.ts`,
  ],
  async run(line) {
    const [{ dev }, { readDevArguments }] = await Promise.all([import('./dev.ts'), import('./dev-options.ts')])
    return dev(readDevArguments(line))
  },
})
