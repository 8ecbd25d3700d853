import { about, kind, lines, list, members, type OutputSchema, text } from '../command/output-schema.ts'

export const invokeOutput: OutputSchema = lines(
  'the acceptance, an entry of the timeline, what failed, or a message in the inbox.',
  members({ type: kind('sent'), requestId: text }),
  members(
    { type: kind('failed'), condition: text, targets: about('Where its record and dead letter went.', list(text)) },
    { errorType: text, errorMessage: text, stack: list(text) },
  ),
  members(
    { type: kind('kept-in-inbox'), destinationArn: text, body: text },
    {
      attributes: about('Of a dead letter.', { type: 'object' }),
      messageAttributes: about('Of the dead letter of a rule or schedule.', { type: 'object' }),
    },
  ),
  { type: 'object', required: ['type', 'at'], properties: { type: text, at: text }, additionalProperties: true },
)
