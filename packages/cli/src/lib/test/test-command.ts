import { defineCommand } from '../command/command.ts'
import { UsageError } from '../command-error.ts'
import { readPayload } from '../invoke/payload.ts'

export const testCommand = defineCommand({
  operands: [
    {
      name: 'HANDLER',
      about: 'File of the handler, with #EXPORT if that is not handler: orders.mjs#main.',
      isRequired: true,
    },
  ],
  flags: {
    payload: {
      value: 'JSON',
      rule: {
        about: 'Payload of the event: JSON, `@FILE`, or `-` for stdin. Repeat it for events that follow. Default {}.',
        kind: 'list',
        each: { kind: 'string', noun: 'a payload' },
      },
    },
    seeds: {
      value: 'N',
      rule: {
        about: 'Combinations of faults to draw, after each fault alone.',
        kind: 'integer',
        minimum: 0,
        maximum: 100_000,
        defaultValue: 100,
      },
    },
    seed: {
      value: 'N',
      rule: { about: 'First seed.', kind: 'integer', minimum: 0, maximum: 2 ** 31 - 1, defaultValue: 1 },
    },
  },
  notes: [
    'The module exports the effects that its handler calls, from createEffects of @async-invoke/local-runtime/testing; calls of fetch are seen without them. Nothing is sent: fetch is answered with 200, and clients of the AWS SDK reach AWS only where the module does not pass them to effects.watchAws, and then fail.',
    'The exit code is 1 if an effect happens twice or is lost. Output of the handler is left out; with --verbose it goes to stderr.',
    `Examples:
  async-invoke test orders.mjs --payload '{"orderId":"A-1002"}'
  async-invoke test orders.ts --payload @created.json --payload @paid.json`,
  ],
  async run({ operands: [handler = ''], values }) {
    const payloads = values.payload ?? ['{}']
    if (payloads.filter((payload) => payload === '-').length > 1)
      throw new UsageError('only one --payload can be stdin')
    const events: unknown[] = []
    for (const payload of payloads) events.push(JSON.parse(await readPayload(payload, '--payload')))
    const { test } = await import('./test.ts')
    const { seed = 1, seeds = 100, json = false, verbose = false } = values
    return test({ handler, events, seed, seeds, json, verbose })
  },
})
