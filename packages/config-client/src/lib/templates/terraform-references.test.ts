import { describe, expect, it } from 'vitest'
import { readTerraformPlan } from './terraform.ts'

const arn = 'arn:aws:sqs:eu-west-1:123456789012:failures'
const references = (...names: string[]) => ({ references: names })
const destinationAt = (destination: unknown) => [{ on_failure: [{ destination }] }]

/** A plan with a queue and settings, in modules or not, whose destination is known only after apply. */
function planOf({
  destination = references('aws_sqs_queue.q.arn', 'aws_sqs_queue.q') as unknown,
  queue = { name: 'failures' } as object,
  unknownName = false,
  region = 'eu-west-1' as string | null,
  provider = 'aws',
  queueAt = 'aws_sqs_queue.q',
  queueConfiguredAt = 'aws_sqs_queue.q',
}) {
  const settings = 'aws_lambda_function_event_invoke_config.c'
  return {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [
          {
            address: settings,
            mode: 'managed',
            type: 'aws_lambda_function_event_invoke_config',
            values: { function_name: 'orders', destination_config: destinationAt(undefined) },
          },
          { address: queueAt, mode: 'managed', type: 'aws_sqs_queue', values: queue },
        ],
      },
    },
    resource_changes: [
      { address: settings, change: { after_unknown: { destination_config: destinationAt(true) } } },
      { address: queueAt, change: { after_unknown: { arn: true, ...(unknownName && { name: true }) } } },
    ],
    prior_state: {
      values: { root_module: { resources: [{ type: 'aws_caller_identity', values: { account_id: '123456789012' } }] } },
    },
    configuration: {
      provider_config: { aws: { expressions: { region: { constant_value: region } } } },
      root_module: {
        resources: [
          { address: settings, expressions: { destination_config: destinationAt(destination) } },
          { address: queueConfiguredAt, provider_config_key: provider },
        ],
      },
    },
  }
}
const destinationOf = (plan: unknown) =>
  readTerraformPlan(plan).desired.functions.orders?.EventInvokeConfigs?.$LATEST?.DestinationConfig?.OnFailure
    ?.Destination

describe('readTerraformPlan of a destination that is known only after apply', () => {
  it('derives the ARN of a queue of the same plan', () => {
    expect(destinationOf(planOf({}))).toBe(arn)
  })

  it('derives the ARN of an instance of for_each', () => {
    const at = 'aws_sqs_queue.q["a"]'
    const destination = references(`${at}.arn`, at, 'aws_sqs_queue.q')
    expect(destinationOf(planOf({ destination, queueAt: at }))).toBe(arn)
  })

  it.each([
    {
      of: 'more than one reference',
      plan: { destination: references('var.on', 'aws_sqs_queue.q.arn', 'aws_sqs_queue.q') },
    },
    { of: 'another attribute', plan: { destination: references('aws_sqs_queue.q.url', 'aws_sqs_queue.q') } },
    { of: 'a resource outside the plan', plan: { destination: references('aws_sqs_queue.p.arn', 'aws_sqs_queue.p') } },
    { of: 'an element by each.key', plan: { destination: references('aws_sqs_queue.q', 'each.key') } },
    { of: 'a generated name', plan: { unknownName: true, queue: {} } },
    { of: 'another provider', plan: { provider: 'aws.west' } },
    { of: 'an unknown region', plan: { region: null } },
    { of: 'no references', plan: { destination: {} } },
  ])('does not guess the ARN of $of', ({ plan }) => {
    const { desired, problems } = readTerraformPlan(planOf(plan))
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toMatchObject([{ functionName: 'orders', qualifier: '$LATEST' }])
    expect(problems).toHaveLength(1)
  })

  it('takes region and account from the context', () => {
    const plan = { ...planOf({ region: null }), prior_state: {} }
    const context = { region: 'cn-north-1', accountId: '210987654321' }
    const { desired } = readTerraformPlan(plan, context)
    expect(JSON.stringify(desired)).toContain('arn:aws-cn:sqs:cn-north-1:210987654321:failures')
  })

  it('follows variables and outputs of modules', () => {
    const settings = 'module.f["x"].aws_lambda_function_event_invoke_config.c'
    const queue = 'module.q.aws_sqs_queue.q'
    const plan = {
      ...planOf({}),
      planned_values: {
        root_module: {
          child_modules: [
            {
              address: 'module.f["x"]',
              resources: [
                {
                  address: settings,
                  type: 'aws_lambda_function_event_invoke_config',
                  values: { function_name: 'orders', destination_config: destinationAt(undefined) },
                },
              ],
            },
            {
              address: 'module.q',
              resources: [{ address: queue, type: 'aws_sqs_queue', values: { name: 'failures' } }],
            },
          ],
        },
      },
      resource_changes: [{ address: settings, change: { after_unknown: { destination_config: destinationAt(true) } } }],
      configuration: {
        provider_config: { aws: { expressions: { region: { constant_value: 'eu-west-1' } } } },
        root_module: {
          module_calls: {
            f: {
              expressions: { target: references('module.q.arn', 'module.q') },
              module: {
                resources: [
                  {
                    address: 'aws_lambda_function_event_invoke_config.c',
                    expressions: { destination_config: destinationAt(references('var.target')) },
                  },
                ],
              },
            },
            q: {
              module: { outputs: { arn: { expression: references('aws_sqs_queue.q.arn', 'aws_sqs_queue.q') } } },
            },
          },
        },
      },
    }
    expect(destinationOf(plan)).toBe(arn)
  })

  it('ends at variables that refer to each other', () => {
    const call = { expressions: { a: references('module.m.out', 'module.m') } }
    const plan = planOf({ destination: references('module.m.out', 'module.m') })
    const module = { outputs: { out: { expression: references('var.a') } } }
    const root_module = { ...plan.configuration.root_module, module_calls: { m: { ...call, module } } }
    const { problems } = readTerraformPlan({ ...plan, configuration: { ...plan.configuration, root_module } })
    expect(problems).toHaveLength(1)
  })
})
