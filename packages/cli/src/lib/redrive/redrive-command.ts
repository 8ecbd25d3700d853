import { defineCommand } from '../command/command.ts'
import { redriveFlags } from './redrive-flags.ts'

export const redriveCommand = defineCommand({
  operands: [],
  flags: redriveFlags,
  notes: [
    'Each event is sent with exactly the payload that its caller sent, unless --edit changes it, as an asynchronous invocation. A message is deleted from its queue once Lambda has answered with a 202, or the queue of --to has taken its payload, and never before; what is not sent stays there.',
    'The journal makes it safe to stop at any moment: Ctrl-C finishes what is on its way, and after a kill no event is skipped, and only those that were on their way are sent again.',
    'The exit code is 1 if an event was refused, was quarantined, or stopped the run.',
    `Examples:
  async-invoke redrive --from sqs:https://sqs.us-east-1.amazonaws.com/123456789012/failures --dry-run
  async-invoke redrive --from failures.ndjson --filter 'reason == "timeout"' --edit patch.json
  async-invoke redrive --from failures.ndjson --to orders:live --rate 5/s --yes`,
  ],
  async run(line) {
    const { redrive } = await import('./redrive.ts')
    return redrive(line.values)
  },
})
