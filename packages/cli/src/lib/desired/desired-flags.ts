import type { Flags } from '../command/flag.ts'

const group = 'Values of a template:'

/** The document that says what settings should be. */
export const desiredOperand = {
  name: 'FILE',
  about:
    'A desired state in JSON or YAML, a CloudFormation or SAM template, a Serverless configuration, the folder of either, the output folder of the CDK, or a plan or state of Terraform as terraform show -json prints it; - for stdin.',
  isRequired: true,
} as const

/** Values that a template takes from its deployment. */
export const templateFlags = {
  'account-id': {
    value: 'ID',
    group,
    rule: {
      about: 'Account of the ARNs that a template makes.',
      kind: 'string',
      noun: 'an account id of 12 digits',
      pattern: '^\\d{12}$',
    },
  },
  parameter: {
    value: 'NAME=VALUE',
    group,
    rule: {
      about: 'Parameter of a template, or option of a Serverless configuration such as stage=prod. Repeatable.',
      kind: 'list',
      each: { kind: 'string', noun: 'NAME=VALUE', pattern: '^[^=]+=' },
    },
  },
  stack: {
    value: 'NAME',
    group,
    rule: {
      about: 'Deployed stack of a template, for the names that CloudFormation has generated.',
      kind: 'string',
      noun: 'the name of a stack',
      pattern: '\\S',
    },
  },
} as const satisfies Flags
