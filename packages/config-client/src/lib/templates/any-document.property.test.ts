// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are placeholders of templates
import { checkDesiredState } from '@async-invoke/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../../../scripts/cost-in-json.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { setupOfDesiredState } from '../doctor/setup.ts'
import { readCloudFormation } from './cloudformation.ts'
import { readServerless } from './serverless/serverless.ts'
import { readStack } from './stack/read-stack.ts'
import type { TemplateReading } from './template-reading.ts'
import { readTerraformPlan } from './terraform.ts'

const context = { region: 'us-east-1', accountId: '123456789012' }
const arn = 'arn:aws:sqs:us-east-1:123456789012:q'

/** Names that objects inherit, and those that the readers look for. */
const text = fc.constantFrom(
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '', '0x2', '1', 'a', 'F', 'Q', 'Role', '$LATEST', arn],
  ...[
    'F.Arn',
    'Q.Arn',
    'constructor.Arn',
    '${F}',
    '${__proto__}',
    '${',
    'x:y',
    'AWS::NoValue',
    '${self:custom}',
    '{{resolve:ssm:/x}}',
  ],
)
const member = fc.constantFrom(
  ...[
    'Ref',
    'Fn::If',
    'Fn::Sub',
    'Fn::GetAtt',
    'Fn::Join',
    'Fn::Select',
    'Fn::Split',
    'Fn::FindInMap',
    'Fn::Transform',
  ],
  ...[
    'Fn::ForEach::L',
    'Fn::Equals',
    'Fn::And',
    'Fn::ImportValue',
    'Fn::constructor',
    'constructor',
    '__proto__',
    'toString',
  ],
  ...[
    'FunctionName',
    'Qualifier',
    'MaximumRetryAttempts',
    'DestinationConfig',
    'OnFailure',
    'OnSuccess',
    'Destination',
    'Type',
  ],
  ...[
    'DeadLetterConfig',
    'TargetArn',
    'Role',
    'Policies',
    'PolicyDocument',
    'Statement',
    'Roles',
    'Condition',
    'DependsOn',
  ],
  ...[
    'function_name',
    'qualifier',
    'destination_config',
    'on_failure',
    'destination',
    'dead_letter_config',
    'target_arn',
  ],
  ...['destinations', 'onFailure', 'onError', 'maximumRetryAttempts', 'name', 'arn', 'type', 'values', 'child_modules'],
)
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
    tie('map'),
    tie('list'),
  ),
  // Own members, `__proto__` among them, as JSON.parse makes them.
  map: fc.array(fc.tuple(member, tie('any')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  list: fc.array(tie('any'), { maxLength: 3 }),
}))
const resourceType = fc.constantFrom(
  ...['AWS::Lambda::Function', 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Alias', 'AWS::Lambda::Version'],
  ...[
    'AWS::Serverless::Function',
    'AWS::Serverless::Connector',
    'AWS::IAM::Role',
    'AWS::IAM::Policy',
    'AWS::SQS::Queue',
  ],
  ...['AWS::IAM::ManagedPolicy', 'AWS::Events::Rule', 'constructor', '__proto__'],
)
const resource = fc.record({ Type: fc.oneof(resourceType, value.any), Properties: value.any }, { requiredKeys: [] })
const resources = fc.dictionary(
  fc.constantFrom('F', 'Q', 'Role', '__proto__', 'constructor', 'P'),
  fc.oneof(resource, value.any),
)

/** Numbers out of range are read as they are: the doctor has Lambda's sentence about them. */
const inRange: Readonly<Record<string, number>> = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 }

function check(reading: TemplateReading): void {
  const desired: unknown = JSON.parse(JSON.stringify(reading.desired), (member, each) =>
    typeof each === 'number' ? inRange[member] : each,
  )
  expect(checkDesiredState(desired)).toEqual([])
  expect(JSON.stringify(reading)).not.toMatch(/native code|\[object/)
  diagnose(setupOfDesiredState(reading.desired, reading))
}

describe('the readers of templates', () => {
  it('read any CloudFormation template without an exception or an inherited name', () => {
    fc.assert(
      fc.property(resources, value.any, value.any, (Resources, Parameters, Conditions) =>
        [readCloudFormation, readStack].forEach((read) => {
          check(read({ Resources, Parameters, Conditions, Globals: { Function: Parameters } }, context))
        }),
      ),
      { numRuns: 1_500 },
    )
  })

  it('read any value of a setting to a valid desired state', () => {
    const scalar = fc.oneof(text, fc.integer({ min: -2, max: 30_000 }), fc.double(), fc.boolean(), fc.constant(null))
    fc.assert(
      fc.property(fc.tuple(scalar, scalar, scalar, scalar), ([retries, age, destination, TargetArn]) => {
        const config = {
          MaximumRetryAttempts: retries,
          MaximumEventAgeInSeconds: age,
          DestinationConfig: { OnFailure: { Destination: destination } },
        }
        const Properties = { FunctionName: 'f', Qualifier: 'live', ...config }
        const dead = { FunctionName: 'g', DeadLetterConfig: { TargetArn } }
        const sam = { FunctionName: 'h', EventInvokeConfig: config, DeadLetterQueue: { Type: 'SQS', TargetArn } }
        const Resources = {
          F: { Type: 'AWS::Lambda::EventInvokeConfig', Properties },
          G: { Type: 'AWS::Lambda::Function', Properties: dead },
          H: { Type: 'AWS::Serverless::Function', Properties: sam },
        }
        check(readCloudFormation({ Resources }, context))
        const f = {
          maximumRetryAttempts: retries,
          maximumEventAge: age,
          destinations: { onFailure: destination },
          onError: TargetArn,
        }
        check(readServerless({ service: 's', provider: {}, functions: { f } }, context))
        const values = {
          function_name: 'f',
          maximum_retry_attempts: retries,
          maximum_event_age_in_seconds: age,
          destination_config: [{ on_failure: [{ destination }] }],
        }
        const address = { address: 'a', type: 'aws_lambda_function_event_invoke_config', values }
        check(readTerraformPlan({ format_version: '1.2', planned_values: { root_module: { resources: [address] } } }))
      }),
      { numRuns: 400 },
    )
  })

  it('read any Serverless configuration without an exception or an inherited name', () => {
    fc.assert(
      fc.property(value.any, value.any, value.any, (functions, custom, Resources) =>
        check(
          readServerless(
            { service: 's', provider: {}, functions: { f: functions }, custom, resources: { Resources } },
            context,
          ),
        ),
      ),
      { numRuns: 500 },
    )
  })

  it('read any Terraform plan without an exception or an inherited name', () => {
    const type = fc.constantFrom(
      'aws_lambda_function_event_invoke_config',
      'aws_lambda_function',
      'aws_lambda_alias',
      '__proto__',
    )
    const planned = fc.array(fc.record({ address: text, type, values: value.any }), { maxLength: 3 })
    fc.assert(
      fc.property(planned, value.any, (list, other) =>
        check(
          readTerraformPlan(
            {
              format_version: '1.2',
              planned_values: { root_module: { resources: list, child_modules: [other] } },
              resource_changes: [other],
              configuration: { root_module: other },
            },
            context,
          ),
        ),
      ),
      { numRuns: 500 },
    )
  })

  const nested = (levels: number, around: (inner: unknown) => unknown) => {
    let inner: unknown = 'x'
    for (let level = 0; level < levels; level += 1) inner = around(inner)
    return inner
  }
  const circle: Record<string, unknown> = { a: 1 }
  circle.b = [circle]
  const settings = (Properties: unknown) => ({
    Resources: { S: { Type: 'AWS::Lambda::EventInvokeConfig', Properties } },
  })
  const lambda = (Properties: object, rest: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties, ...rest })
  it.each([
    { about: 'maps in maps', template: settings(nested(50_000, (a) => ({ DestinationConfig: a }))) },
    { about: 'lists in lists', template: settings(nested(50_000, (a) => [a])) },
    { about: 'Fn::If in Fn::If', template: settings(nested(50_000, (a) => ({ 'Fn::If': ['C', a, a] }))) },
    {
      about: 'conditions in conditions',
      template: {
        Conditions: { C: nested(50_000, (a) => ({ 'Fn::Not': [a] })) },
        ...settings({ 'Fn::If': ['C', {}, {}] }),
      },
    },
    {
      about: 'a circle of conditions',
      template: {
        Conditions: Object.fromEntries(
          Array.from({ length: 5_000 }, (_, n) => [`C${n}`, { Condition: `C${(n + 1) % 5_000}` }]),
        ),
        ...settings({ 'Fn::If': ['C0', {}, {}] }),
      },
    },
    {
      about: 'a circle of names',
      template: {
        Resources: Object.fromEntries(
          Array.from({ length: 5_000 }, (_, n) => [
            `F${n}`,
            lambda({ FunctionName: { Ref: `F${(n + 1) % 5_000}` }, DeadLetterConfig: { TargetArn: arn } }),
          ]),
        ),
      },
    },
    {
      about: 'a circle of dependencies',
      template: { Resources: { A: lambda({}, { DependsOn: 'B' }), B: lambda({}, { DependsOn: 'A' }) } },
    },
    { about: 'a value that holds itself', template: settings(circle) },
    { about: 'a template that holds itself', template: { Resources: { F: lambda({ Role: circle }, circle) } } },
    {
      about: 'a list of 300,000',
      template: {
        Resources: {
          F: lambda(
            { Tags: Array.from({ length: 300_000 }, () => 'x') },
            { DependsOn: Array.from({ length: 300_000 }, () => 'F') },
          ),
        },
      },
    },
    {
      about: 'loops in loops',
      template: { Resources: { 'Fn::ForEach::A': nested(30, (a) => ['I', ['1', '2', '3'], { 'Fn::ForEach::B': a }]) } },
    },
    {
      about: 'policies of 2,000 statements',
      template: {
        Resources: {
          R: {
            Type: 'AWS::IAM::Role',
            Properties: {
              Policies: [
                {
                  PolicyDocument: {
                    Statement: Array.from({ length: 2_000 }, () => ({
                      Effect: 'Allow',
                      Action: '*a*b*c',
                      Resource: '*'.repeat(200),
                    })),
                  },
                },
              ],
            },
          },
          F: lambda({ FunctionName: 'f', Role: { 'Fn::GetAtt': ['R', 'Arn'] }, DeadLetterConfig: { TargetArn: arn } }),
        },
      },
    },
  ])('read $about in bounded time', ({ template }) => {
    const cost = costInJson(() => {
      const reading = readCloudFormation(template, context)
      diagnose(setupOfDesiredState(reading.desired, reading))
    })
    expect(cost).toBeLessThan(1_500)
  })

  it('read Terraform modules that are many, deep or circular in bounded time', () => {
    const module: Record<string, unknown> = { child_modules: [] }
    module.child_modules = [
      module,
      nested(50_000, (a) => ({ child_modules: [a] })),
      ...Array.from({ length: 300_000 }, () => ({})),
    ]
    expect(readTerraformPlan({ format_version: '1.2', planned_values: { root_module: module } }).problems).toEqual([])
  })
})
