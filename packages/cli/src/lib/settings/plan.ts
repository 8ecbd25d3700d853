import { type ConfigPlan, plan } from '@async-invoke/config-client/plan'
import { awsFlags } from '../aws/aws-flags.ts'
import { type CommandLine, defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { desiredOperand, templateFlags } from '../desired/desired-flags.ts'
import { type DesiredDocument, readDesired } from '../desired/read-desired.ts'
import { print } from '../text/output.ts'
import { concurrencyFlag, defaultConcurrency } from './concurrency-flag.ts'
import { withLambda } from './lambda-client.ts'
import { planLines, problemLines } from './plan-view.ts'

/** The flags of commands that compare a document with what is stored. */
export const planFlags = {
  'delete-unlisted': {
    rule: {
      about: 'Delete settings of qualifiers that the document does not list, of the functions that it lists.',
      kind: 'boolean',
    },
  },
  ...concurrencyFlag,
  ...templateFlags,
  ...awsFlags,
} as const

type Values = CommandLine<typeof planFlags>['values']

/** `async-invoke config plan`. */
export const planCommand = defineCommand({
  operands: [desiredOperand],
  flags: planFlags,
  notes: [
    'With --json, the plan is one document, which config apply takes as its FILE.',
    `Examples:
  async-invoke config plan settings.yaml
  async-invoke config plan template.yaml --stack shop-prod --account-id 123456789012
  terraform show -json plan.out | async-invoke config plan -`,
  ],
  async run({ operands: [path = ''], values }) {
    await show(await readDesired(path, values), values)
    return exitCodes.success
  },
})

/** `async-invoke config drift`. */
export const driftCommand = defineCommand({
  operands: [desiredOperand],
  flags: planFlags,
  notes: ['The exit code is 1 if the stored settings differ. Unset and the default count as equal.'],
  async run({ operands: [path = ''], values }) {
    const { steps } = await show(await readDesired(path, values), values)
    return steps.length > 0 ? exitCodes.findings : exitCodes.success
  },
})

async function show(document: DesiredDocument, values: Values): Promise<ConfigPlan> {
  const found = await planOf(document, values)
  await print(values.json === true ? JSON.stringify(found) : planLines(found))
  return found
}

/** Compares a document with what is stored, and says with `--verbose` which members of a template could not be read. */
export async function planOf({ desired, problems }: DesiredDocument, values: Values): Promise<ConfigPlan> {
  if (values.verbose === true) for (const line of problemLines(problems)) console.error(line)
  const { concurrency = defaultConcurrency, 'delete-unlisted': deleteUnlisted = false } = values
  return withLambda(values, (client) => plan(desired, { client, concurrency, deleteUnlisted }))
}
