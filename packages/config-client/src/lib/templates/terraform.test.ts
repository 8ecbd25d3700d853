import { checkDesiredState } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { readTerraformPlan } from './terraform.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const resource = (address: string, values: object) => ({ address, type: address.split('.').at(-2), values })
const settings = (values: object) =>
  resource('aws_lambda_function_event_invoke_config.error', { function_name: 'error', ...values })
const read = (root_module: object, resource_changes: object[] = []) => {
  const reading = readTerraformPlan(
    JSON.stringify({ format_version: '1.2', planned_values: { root_module }, resource_changes }),
  )
  expect(checkDesiredState(reading.desired)).toEqual([])
  return reading
}

describe('readTerraformPlan', () => {
  it('reads settings, dead-letter queues, aliases and rules in all modules', () => {
    const reading = read({
      resources: [
        settings({
          qualifier: 'live',
          maximum_event_age_in_seconds: 3600,
          maximum_retry_attempts: 1,
          destination_config: [{ on_failure: [{ destination: queue }], on_success: [] }],
        }),
        resource('aws_lambda_alias.live', { function_name: 'error', name: 'live', function_version: '3' }),
        resource('aws_cloudwatch_event_rule.results', { event_pattern: '{"source":["aws.lambda"]}' }),
        resource('aws_sqs_queue.failures', { name: 'order-failures' }),
      ],
      child_modules: [
        {
          child_modules: [
            {
              resources: [
                resource('module.a.module.b.aws_lambda_function.audit', {
                  function_name: 'audit',
                  dead_letter_config: [{ target_arn: queue }],
                }),
                resource('module.a.module.b.aws_lambda_function.plain', {
                  function_name: 'plain',
                  dead_letter_config: [],
                }),
              ],
            },
          ],
        },
      ],
    })
    expect(reading).toEqual({
      desired: {
        version: '1.0',
        functions: {
          error: {
            EventInvokeConfigs: {
              live: {
                MaximumRetryAttempts: 1,
                MaximumEventAgeInSeconds: 3600,
                DestinationConfig: { OnFailure: { Destination: queue } },
              },
            },
          },
          audit: { DeadLetterConfig: { TargetArn: queue } },
        },
      },
      aliases: { error: { live: '3' } },
      eventRules: [{ name: 'aws_cloudwatch_event_rule.results', pattern: { source: ['aws.lambda'] } }],
      problems: [],
    })
  })

  const full = [{ on_failure: [{ destination: queue }] }]
  it.each([
    { about: 'a map', destination_config: full[0] },
    { about: 'a string', destination_config: queue },
    { about: 'two blocks', destination_config: [...full, ...full] },
    { about: 'a list in a list', destination_config: [full] },
    { about: 'a map for a side', destination_config: [{ on_failure: { destination: queue } }] },
    { about: 'two blocks for a side', destination_config: [{ on_failure: [...full, ...full] }] },
    { about: 'an ARN for a side', destination_config: [{ on_failure: [queue] }] },
  ])(
    'never drops a destination without a problem: $about where one block belongs (CFG-26)',
    ({ destination_config }) => {
      const { desired, problems } = read({ resources: [settings({ maximum_retry_attempts: 1, destination_config })] })
      expect(desired.functions).toEqual({})
      expect(desired.unknown).toMatchObject([{ functionName: 'error', qualifier: '$LATEST' }])
      expect(problems).toMatchObject([{ member: 'destination_config' }])
    },
  )

  it.each([{ target_arn: queue }, [{ target_arn: queue }, { target_arn: queue }], [queue]])(
    'never drops a dead-letter queue without a problem: %j (CFG-26)',
    (dead_letter_config) => {
      const { desired } = read({
        resources: [resource('aws_lambda_function.f', { function_name: 'f', dead_letter_config })],
      })
      expect(desired.unknown).toMatchObject([{ setting: 'DeadLetterConfig', functionName: 'f' }])
    },
  )

  it('says which member of a plan stands twice', () => {
    const text = JSON.stringify({
      format_version: '1.2',
      planned_values: { root_module: { resources: [settings({})] } },
    })
    const twice = '"destination_config":[],"destination_config":null,"function_name"'
    const { problems } = readTerraformPlan(text.replace('"function_name"', twice))
    expect(problems).toMatchObject([{ reason: expect.stringContaining('stands twice') }])
  })

  it('reads no object that was replaced and waits for its removal', () => {
    const type = 'aws_lambda_function_event_invoke_config'
    const attributes = (retries: number) => ({ function_name: 'error', maximum_retry_attempts: retries })
    const instances = [{ attributes: attributes(1) }, { deposed: '11d1a7b5', attributes: attributes(0) }]
    const file = readTerraformPlan({ version: 4, resources: [{ mode: 'managed', type, name: 'e', instances }] })
    const shown = read({
      resources: [settings(attributes(1)), { ...settings(attributes(0)), deposed_key: '11d1a7b5' }],
    })
    for (const { desired, problems } of [file, shown]) {
      expect(desired.functions.error?.EventInvokeConfigs).toEqual({ $LATEST: { MaximumRetryAttempts: 1 } })
      expect(problems).toEqual([])
    }
  })

  it.each([
    { about: 'its name', values: { function_name: 'error' }, aliases: { other: { a: '1' } } },
    { about: 'its function', values: { name: 'live' }, aliases: {} },
  ])('lists no aliases beside one without $about, which is known only after apply', ({ values, aliases }) => {
    const { aliases: found } = read({
      resources: [
        resource('aws_lambda_alias.known', { function_name: 'error', name: 'known', function_version: '1' }),
        resource('aws_lambda_alias.other', { function_name: 'other', name: 'a', function_version: '1' }),
        resource('aws_lambda_alias.unknown', values),
      ],
    })
    expect(found).toEqual(aliases)
  })

  it('takes settings without a qualifier as those of $LATEST, and an age of 0 as unset', () => {
    const { desired } = read({
      resources: [settings({ qualifier: null, maximum_retry_attempts: 2, maximum_event_age_in_seconds: 0 })],
    })
    expect(desired.functions.error?.EventInvokeConfigs).toEqual({ $LATEST: { MaximumRetryAttempts: 2 } })
  })

  it.each([
    { member: 'destination_config', after_unknown: { destination_config: [{ on_failure: [{ destination: true }] }] } },
    { member: 'destination_config', after_unknown: { destination_config: true } },
    { member: 'maximum_retry_attempts', after_unknown: { maximum_retry_attempts: true } },
    { member: 'qualifier', after_unknown: { qualifier: true } },
    { member: 'function_name', after_unknown: { function_name: true } },
  ])('leaves out all settings if $member is known only after apply: $after_unknown', ({ member, after_unknown }) => {
    const planned = settings({ maximum_event_age_in_seconds: 60, destination_config: [{ on_failure: [{}] }] })
    const { desired, problems } = read({ resources: [planned] }, [
      { address: planned.address, change: { after_unknown } },
    ])
    expect(desired.functions).toEqual({})
    expect(problems).toEqual([{ resource: planned.address, member, reason: 'known only after apply' }])
  })

  it('reports a dead-letter queue that is known only after apply', () => {
    const planned = resource('aws_lambda_function.error', { function_name: 'error', dead_letter_config: [{}] })
    const change = { after_unknown: { dead_letter_config: [{ target_arn: true }] } }
    expect(read({ resources: [planned] }, [{ address: planned.address, change }]).problems).toMatchObject([
      { member: 'dead_letter_config' },
    ])
  })

  const attributes = {
    function_name: 'error',
    qualifier: 'live',
    maximum_retry_attempts: 1,
    destination_config: [{ on_failure: [{ destination: queue }] }],
  }
  const type = 'aws_lambda_function_event_invoke_config'
  it.each([
    {
      form: 'a plan',
      document: {
        format_version: '1.2',
        planned_values: { root_module: { resources: [{ type, values: attributes }] } },
      },
    },
    {
      form: 'a state',
      document: { format_version: '1.0', values: { root_module: { resources: [{ type, values: attributes }] } } },
    },
    {
      form: 'a state file',
      document: {
        version: 4,
        resources: [
          { mode: 'data', type: 'aws_lambda_function', instances: [{ attributes: { dead_letter_config: [{}] } }] },
          { mode: 'managed', module: 'module.a', type, name: 'c', instances: [{ index_key: 'x', attributes }] },
        ],
      },
    },
  ])('reads $form', ({ document }) => {
    const { desired, problems } = readTerraformPlan(document)
    expect(problems).toEqual([])
    expect(desired.functions).toEqual({
      error: {
        EventInvokeConfigs: {
          live: { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue } } },
        },
      },
    })
  })

  it('names the instances of a state file as Terraform does', () => {
    const instances = [{ index_key: 'x', attributes: {} }, { index_key: 0, attributes: {} }, { attributes: {} }]
    const { problems } = readTerraformPlan({
      version: 4,
      resources: [{ module: 'module.a', type, name: 'c', instances }],
    })
    expect(problems.map(({ resource }) => resource)).toEqual([
      `module.a.${type}.c["x"]`,
      `module.a.${type}.c[0]`,
      `module.a.${type}.c`,
    ])
  })

  it('reads an empty state', () => {
    expect(readTerraformPlan({ format_version: '1.0' }).desired.functions).toEqual({})
  })

  it.each([{ document: {} }, { document: [] }, { document: null }, { document: { Resources: {} } }])(
    'refuses $document, which is neither a plan nor a state',
    ({ document }) => {
      expect(() => readTerraformPlan(document)).toThrow(new TypeError('the document is no Terraform plan or state'))
    },
  )

  it('takes a null target for none', () => {
    const plain = { function_name: 'plain', dead_letter_config: [{ target_arn: null }] }
    const { desired, problems } = read({ resources: [resource('aws_lambda_function.plain', plain)] })
    expect({ functions: desired.functions, problems }).toEqual({ functions: {}, problems: [] })
  })

  it('takes the qualifier of an alias ARN, and reports one that differs', () => {
    const function_name = 'arn:aws:lambda:us-east-1:123456789012:function:error:live'
    const alone = read({ resources: [settings({ function_name, maximum_retry_attempts: 1 })] })
    expect(alone.desired.functions).toEqual({ error: { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } } })
    const both = read({ resources: [settings({ function_name, qualifier: 'beta', maximum_retry_attempts: 1 })] })
    expect(both.desired.functions).toEqual({})
    expect(both.problems).toMatchObject([{ member: 'qualifier', reason: 'it is beta, but function_name has live' }])
  })

  it('reports an event pattern that is not JSON', () => {
    const rule = resource('aws_cloudwatch_event_rule.r', { event_pattern: '{' })
    expect(read({ resources: [rule] }).problems).toMatchObject([{ member: 'event_pattern', reason: 'it is not JSON' }])
  })

  it('reads modules of any depth', () => {
    let root_module: object = { resources: [settings({ maximum_retry_attempts: 1 })] }
    for (let depth = 0; depth < 20_000; depth += 1) root_module = { child_modules: [root_module] }
    const { desired } = readTerraformPlan({ format_version: '1.2', planned_values: { root_module } })
    expect(Object.keys(desired.functions)).toEqual(['error'])
  })
})
