import { awsFlags } from '../aws/aws-flags.ts'
import { defineCommand } from '../command/command.ts'
import { desiredOperand, templateFlags } from '../desired/desired-flags.ts'
import { functionOperand, planFlags, qualifierFlag, simulatedPlanFlags, writeFlags } from './flags.ts'

/** `async-invoke config get`. */
export const getCommand = defineCommand({
  operands: [functionOperand],
  flags: { ...qualifierFlag, ...awsFlags },
  notes: ['Settings belong to exactly one qualifier: those of $LATEST do not apply to an alias.'],
  run: async ({ operands: [name = ''], values }) => (await import('./get.ts')).get(name, values),
})

/** `async-invoke config list`. */
export const listCommand = defineCommand({
  operands: [{ name: 'NAME', about: 'Functions; without one, all of the account.', isRepeatable: true }],
  flags: { concurrency: planFlags.concurrency, ...awsFlags },
  notes: ['A line for each qualifier that has settings of its own.'],
  run: async ({ operands, values }) => (await import('./list.ts')).list(operands, values),
})

/** `async-invoke config put`. */
export const putCommand = defineCommand({
  operands: [functionOperand],
  flags: writeFlags,
  notes: [
    'A setting that is left out becomes unset, and Lambda applies its default: 2 retries, 21600 s, no destination. The dead-letter queue belongs to the function, and is changed by --dead-letter alone.',
    'Example:\n  async-invoke config put orders:live --retries 1 --on-failure arn:aws:sqs:us-east-1:123456789012:failures',
  ],
  run: async ({ operands: [name = ''], values }) => (await import('./write.ts')).write(name, 'put', values),
})

/** `async-invoke config update`. */
export const updateCommand = defineCommand({
  operands: [functionOperand],
  flags: writeFlags,
  notes: [
    'A setting that is left out is kept. An update cannot unset a number; put can.',
    'Example:\n  async-invoke config update orders:live --on-success none',
  ],
  run: async ({ operands: [name = ''], values }) => (await import('./write.ts')).write(name, 'update', values),
})

/** `async-invoke config delete`. */
export const deleteCommand = defineCommand({
  operands: [functionOperand],
  flags: { ...qualifierFlag, ...awsFlags },
  notes: ['The dead-letter queue stays; config update NAME --dead-letter none removes it.'],
  run: async ({ operands: [name = ''], values }) => (await import('./delete.ts')).deleteSettings(name, values),
})

/** `async-invoke config plan`. */
export const planCommand = defineCommand({
  operands: [desiredOperand],
  flags: simulatedPlanFlags,
  notes: [
    'With --json, the plan is one document, which config apply takes as its FILE; a simulation is its member simulation.',
    `Examples:
  async-invoke config plan settings.yaml
  async-invoke config plan settings.yaml --simulate trace.jsonl --error-probability 0.2
  async-invoke config plan template.yaml --stack shop-prod --account-id 123456789012
  terraform show -json plan.out | async-invoke config plan -`,
  ],
  run: async ({ operands: [path = ''], values }) => (await import('./plan.ts')).showPlan(path, values),
})

/** `async-invoke config drift`. */
export const driftCommand = defineCommand({
  operands: [desiredOperand],
  flags: planFlags,
  notes: ['The exit code is 1 if the stored settings differ. Unset and the default count as equal.'],
  run: async ({ operands: [path = ''], values }) => (await import('./plan.ts')).showDrift(path, values),
})

/** `async-invoke config apply`. */
export const applyCommand = defineCommand({
  operands: [{ ...desiredOperand, about: `${desiredOperand.about} Or a plan, as config plan --json prints it.` }],
  flags: { yes: { rule: { about: 'Apply without asking.', kind: 'boolean' } }, ...planFlags },
  notes: [
    'Each function is read again before it is written, and left alone if it has changed since the plan.',
    'Ctrl-C finishes the calls on their way. The same command goes on: what has been applied is no longer in the plan.',
    'The exit code is 1 if a call failed, or found another change.',
  ],
  run: async ({ operands: [path = ''], values }) => (await import('./apply.ts')).applyFile(path, values),
})

/** `async-invoke config doctor`. */
export const doctorCommand = defineCommand({
  operands: [
    {
      name: 'FILE|NAME',
      about: `${desiredOperand.about} Or names of functions.`,
      isRequired: true,
      isRepeatable: true,
    },
  ],
  flags: { ...templateFlags, ...awsFlags },
  notes: [
    'A document is examined alone, before anything is deployed; functions as they are stored. Each finding names its rule, what shows it and a remedy.',
    'The exit code is 1 if there is an error or a warning.',
    `Examples:
  async-invoke config doctor template.yaml
  async-invoke config doctor orders refunds`,
  ],
  run: async ({ operands, values }) => (await import('./doctor.ts')).examine(operands, values),
})

/** `async-invoke config permissions`. */
export const permissionsCommand = defineCommand({
  operands: [desiredOperand],
  flags: { ...templateFlags, ...awsFlags },
  notes: [
    'The policy allows what Lambda does with the role to deliver records and dead letters, and no more. The policy of a pattern is that of each function whose name matches.',
  ],
  run: async ({ operands: [path = ''], values }) => (await import('./permissions.ts')).showPolicies(path, values),
})
