import { defineCommand } from '../command/command.ts'
import { readFlags } from './read-flags.ts'

export const readCommand = defineCommand({
  operands: [
    {
      name: 'SOURCE',
      about: 'File or folder, - for stdin, sqs:URL of a queue, s3:BUCKET/PREFIX, or inbox for that of a running dev.',
      isRequired: true,
    },
  ],
  flags: readFlags,
  notes: [
    `Read messages are hidden from other consumers, and shown again on every exit, Ctrl-C included. Each read still counts as a receive: where the queue has a redrive policy, read says so and needs --yes.`,
    `With --json, each outcome is a line, and a line with the kind "summary" comes last. The exit code is 1 if a document is not recognised.`,
    `Examples:
  async-invoke read sqs:https://sqs.us-east-1.amazonaws.com/123456789012/failures
  async-invoke read s3:failures/aws/lambda/async/orders/ --view table
  async-invoke read failures.ndjson --filter 'reason == "timeout" && payload.total > 100'
  async-invoke read failures.ndjson --json | jq -r .requestId`,
  ],
  async run(line) {
    const { read } = await import('./read.ts')
    return read(line)
  },
})
