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
})
