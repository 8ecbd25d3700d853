import { defineCommand } from '../command/command.ts'
import { UsageError } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'

/** The sources that the command stands for. */
const sources = ['s3']

export const triggerCommand = defineCommand({
  operands: [{ name: 'SOURCE', about: 'Service to stand for: s3.', isRequired: true }],
  flags: {
    bucket: {
      value: 'NAME',
      rule: { about: 'Bucket of the object.', kind: 'string', noun: 'a bucket', pattern: '.' },
    },
    key: {
      value: 'KEY',
      rule: { about: 'Key of the object.', kind: 'string', noun: 'a key', pattern: '.' },
    },
    event: {
      value: 'TYPE',
      rule: {
        about: 'Type of the event.',
        kind: 'string',
        noun: 'a type such as ObjectCreated:Put',
        pattern: '^(s3:)?[A-Za-z]+:[A-Za-z]+$',
        defaultValue: 'ObjectCreated:Put',
      },
    },
    size: {
      value: 'BYTES',
      rule: {
        about: 'Size of the object in bytes.',
        kind: 'integer',
        minimum: 0,
        maximum: 5_497_558_138_880,
        defaultValue: 0,
      },
    },
    ...endpointFlag,
  },
  notes: [
    'Invokes the functions that the template notifies of such a change, as S3 does: with its event, and only if the policy of the function allows it. The exit code is 1 if a function was not invoked.',
    `Example:
  async-invoke trigger s3 --bucket uploads --key invoices/A-1002.pdf`,
  ],
  async run({ operands: [source = ''], values }) {
    if (!sources.includes(source)) throw new UsageError(`SOURCE is not ${sources.join(' or ')}: ${source}`)
    const { bucket, key, event = 'ObjectCreated:Put', size = 0, json = false } = values
    if (bucket === undefined || key === undefined) throw new UsageError('trigger s3 needs --bucket and --key')
    const { trigger } = await import('./trigger.ts')
    return trigger({ bucket, key, event, size }, endpointOf(values), json)
  },
})
