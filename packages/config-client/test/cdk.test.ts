import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose, setupOfDesiredState } from '../src/doctor.ts'
import { readCloudFormation } from '../src/templates.ts'

/** Templates that the CDK synthesised, from `compat/cdk/stacks.ts`. */
function fixture(name: string): { readonly Resources: Readonly<Record<string, { readonly Type: string }>> } {
  return JSON.parse(readFileSync(new URL(`./fixtures/cdk/${name}.json`, import.meta.url), 'utf8'))
}

const context = { region: 'us-east-1', accountId: '123456789012' }
const sqs = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`
const sns = (name: string) => `arn:aws:sns:us-east-1:123456789012:${name}`
const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const bus = (name: string) => `arn:aws:events:us-east-1:123456789012:event-bus/${name}`

/** What CloudFormation calls a resource: its id in the CDK's code, without the hash; a version by its ARN. */
const named = (id: string) => id.replace(/[0-9A-F]{8}$/, '')
const namesOf = (template: ReturnType<typeof fixture>) =>
  Object.fromEntries(
    Object.entries(template.Resources).map(([id, { Type }]) => [
      id,
      Type === 'AWS::Lambda::Version' ? `${lambda('Orders')}:7` : named(id),
    ]),
  )

const cases = [
  {
    name: 'configure-async-invoke',
    functions: {
      Orders: {
        EventInvokeConfigs: {
          $LATEST: {
            MaximumRetryAttempts: 1,
            MaximumEventAgeInSeconds: 3600,
            DestinationConfig: {
              OnSuccess: { Destination: sqs('Shipped') },
              OnFailure: { Destination: sns('Failures') },
            },
          },
        },
      },
    },
  },
  {
    name: 'alias-and-version',
    functions: {
      Orders: {
        EventInvokeConfigs: {
          $LATEST: { MaximumRetryAttempts: 0 },
          7: { DestinationConfig: { OnFailure: { Destination: sqs('Failures') } } },
          live: {
            MaximumEventAgeInSeconds: 300,
            DestinationConfig: { OnFailure: { Destination: sqs('Failures') } },
          },
        },
      },
    },
    aliases: { Orders: { live: '7' } },
  },
  {
    name: 'function-properties',
    functions: {
      Orders: {
        EventInvokeConfigs: {
          $LATEST: {
            MaximumRetryAttempts: 2,
            MaximumEventAgeInSeconds: 60,
            // The CDK names a bus itself.
            DestinationConfig: {
              OnSuccess: { Destination: bus('functionpropertiesBus1939B896') },
              OnFailure: { Destination: 'arn:aws:s3:::Records' },
            },
          },
        },
      },
    },
  },
  {
    name: 'dead-letter-queues',
    functions: {
      Generated: { DeadLetterConfig: { TargetArn: sqs('GeneratedDeadLetterQueue') } },
      Given: { DeadLetterConfig: { TargetArn: sqs('DeadLetters') } },
      ToTopic: { DeadLetterConfig: { TargetArn: sns('DeadTopic') } },
    },
  },
  {
    name: 'response-only',
    functions: {
      First: {
        EventInvokeConfigs: {
          $LATEST: {
            DestinationConfig: {
              OnSuccess: { Destination: bus('default') },
              OnFailure: { Destination: lambda('Failed') },
            },
          },
        },
      },
    },
    eventRules: [
      {
        name: 'FirstEventInvokeConfigSuccess865FF6FF',
        pattern: {
          'detail-type': ['Lambda Function Invocation Result - Success'],
          resources: [`${lambda('First')}:$LATEST`],
          source: ['lambda'],
        },
      },
    ],
  },
  {
    name: 'named-resources',
    functions: {
      orders: {
        EventInvokeConfigs: { $LATEST: { DestinationConfig: { OnFailure: { Destination: sqs('order-failures') } } } },
      },
    },
  },
  {
    name: 'default-event-bus',
    functions: {
      Orders: {
        EventInvokeConfigs: { $LATEST: { DestinationConfig: { OnSuccess: { Destination: bus('default') } } } },
      },
    },
  },
]

describe('readCloudFormation of a template of the CDK', () => {
  it.each(cases)('reads $name with the names of its stack', ({ name, functions, aliases = {}, eventRules = [] }) => {
    const template = fixture(name)
    const reading = readCloudFormation(template, { ...context, physicalNames: namesOf(template) })
    expect(reading).toMatchObject({ desired: { version: '1.0', functions }, aliases, eventRules, problems: [] })
    expect(reading.desired).toEqual({ version: '1.0', functions })
  })

  it.each(cases)('reads $name by logical ids before its deployment', ({ name, functions }) => {
    const template = fixture(name)
    const { desired, byLogicalId = { desired } } = readCloudFormation(template, context)
    const found = Object.entries(byLogicalId.desired.functions).map(([id, each]) => [named(id), each] as const)
    const expected: Record<string, object> = functions
    const withoutHashes = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(/[0-9A-Fa-f]{8}"/g, '"'))
    // A bucket's name has no capitals.
    const asNamed = (value: object) => JSON.parse(JSON.stringify(value).replaceAll('arn:aws:s3:::R', 'arn:aws:s3:::r'))
    // A version has its number at deployment.
    const withoutVersion = JSON.parse(JSON.stringify(expected, (member, each) => (member === '7' ? undefined : each)))
    expect(withoutHashes(Object.fromEntries(found))).toEqual(withoutHashes(asNamed(withoutVersion)))
  })

  it('takes settings of a version, which has its number at deployment, for unknown and not for unset (CFG-26)', () => {
    const { desired, byLogicalId } = readCloudFormation(fixture('alias-and-version'), context)
    expect(desired.functions).toEqual({})
    expect(byLogicalId?.desired.unknown).toMatchObject([
      { setting: 'EventInvokeConfig', functionName: 'OrdersA9B65338' },
    ])
  })

  it.each(cases)('diagnoses nothing but what its author wrote in $name', ({ name }) => {
    const reading = readCloudFormation(fixture(name), context)
    const rules = diagnose(setupOfDesiredState(reading.desired, reading)).map(
      ({ rule, severity }) => `${severity} ${rule}`,
    )
    const expected: Readonly<Record<string, readonly string[]>> = {
      'configure-async-invoke': ['info sns-record-size'],
      'alias-and-version': ['warning no-retries-and-no-failure-route', 'info unknown-settings'],
      'function-properties': ['warning age-too-short-for-retries'],
      'dead-letter-queues': ['info sns-record-size'],
    }
    expect(rules).toEqual(expected[name] ?? [])
  })
})
