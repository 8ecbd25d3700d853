import { defineCommand } from '../command/command.ts'
import { UsageError } from '../command-error.ts'
import { conformanceFlags } from './conformance-flags.ts'

export const conformanceCommand = defineCommand({
  operands: [],
  flags: conformanceFlags,
  notes: [
    'The exit code is 0 if nothing differs, and 1 if a statement does. What the endpoint does not offer is no difference.',
    'Requests are signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, those of --profile, or placeholders.',
    `Examples:
  async-invoke conformance --endpoint http://127.0.0.1:4566 --junit conformance.xml
  async-invoke conformance --endpoint http://127.0.0.1:5000 --minutes 5 --resume results.json --markdown report.md`,
  ],
  async run({ values }) {
    const { conformance, listScenarios, printFunction } = await import('./conformance.ts')
    if (values.list === true) return listScenarios()
    if (values['print-function'] === true) return printFunction(values.runtime)
    if (values.endpoint === undefined) throw new UsageError('--endpoint is missing: the URL of the API to check')
    return conformance(values.endpoint, values)
  },
})
