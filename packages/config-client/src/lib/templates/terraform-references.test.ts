import { describe, expect, it } from 'vitest'
import { readTerraformPlan } from './terraform.ts'

const arn = 'arn:aws:sqs:eu-west-1:123456789012:failures'
const references = (...names: string[]) => ({ references: names })
const destinationAt = (destination: unknown) => [{ on_failure: [{ destination }] }]

/** A plan with a queue and settings, in modules or not, whose destination is known only after apply. */
function planOf({
  destination = references('aws_sqs_queue.q.arn', 'aws_sqs_queue.q') as unknown,
  queue = { name: 'failures' } as object,
  unknown = {} as object,
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
      { address: queueAt, change: { after_unknown: { arn: true, ...unknown } } },
    ],
    prior_state: {
      values: {
        root_module: {
          resources: [
            {
              address: 'data.aws_caller_identity.me',
              type: 'aws_caller_identity',
              values: { account_id: '123456789012' },
            },
          ],
        },
      },
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
    { of: 'a generated name', plan: { unknown: { name: true }, queue: {} } },
    { of: 'another provider', plan: { provider: 'aws.west' } },
    { of: 'a region that is known only after apply', plan: { unknown: { region: true } } },
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

  it('takes the account of the default provider from the identities that the plan has read', () => {
    const plan = planOf({})
    const [address, values] = ['data.aws_caller_identity.west', { account_id: '210987654321' }]
    const { resources } = plan.prior_state.values.root_module
    resources.unshift({ address, type: 'aws_caller_identity', values })
    plan.configuration.root_module.resources.push({ address, provider_config_key: 'aws.west' })
    expect(destinationOf(plan)).toBe(arn)
  })

  it('keeps the marks of a resource beside those of its deposed object', () => {
    const plan = planOf({ provider: 'aws.west' })
    const [{ address } = { address: '' }] = plan.resource_changes
    const deposed = { address, deposed: '11d1a7b5', change: { actions: ['delete'], after_unknown: {} } }
    const { desired } = readTerraformPlan({ ...plan, resource_changes: [...plan.resource_changes, deposed] })
    expect(desired.functions).toEqual({})
  })

  /** A queue in a module, and settings in another one, whose destination is the variable `target`. */
  const planOfModules = (target: object) => {
    const settings = 'module.f["x"].aws_lambda_function_event_invoke_config.c'
    const queue = 'module.q.aws_sqs_queue.q'
    return {
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
              expressions: { target },
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
  }

  it('follows variables and outputs of modules', () => {
    expect(destinationOf(planOfModules(references('module.q.arn', 'module.q')))).toBe(arn)
  })

  it('takes no constant for what is known only after apply, as `coalesce(uuid(), var.target)` is', () => {
    expect(destinationOf(planOfModules({ constant_value: arn }))).toBeUndefined()
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

describe('readTerraformPlan of the ARN of a function, which a qualifier may follow', () => {
  const ofFunction = references('aws_lambda_function.f.arn', 'aws_lambda_function.f')
  const read = (type: string, values: object, after_unknown: object, expressions: object) => {
    const address = `${type}.e`
    return readTerraformPlan(
      {
        format_version: '1.2',
        planned_values: {
          root_module: {
            resources: [
              { address: 'aws_lambda_function.f', type: 'aws_lambda_function', values: { function_name: 'orders' } },
              { address, type, values },
            ],
          },
        },
        resource_changes: [{ address, change: { after_unknown } }],
        configuration: { root_module: { resources: [{ address, expressions }] } },
      },
      { region: 'eu-west-1', accountId: '123456789012' },
    )
  }
  const settings = 'aws_lambda_function_event_invoke_config'
  const ofUnknownName = (values: object, function_name: object = ofFunction) =>
    read(settings, { maximum_retry_attempts: 1, ...values }, { function_name: true }, { function_name })

  it('names no target', () => {
    const destination_config = destinationAt(ofFunction)
    const values = { function_name: 'audit', destination_config: destinationAt(undefined) }
    const { desired, problems } = read(
      settings,
      values,
      { destination_config: destinationAt(true) },
      { destination_config },
    )
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toMatchObject([{ functionName: 'audit', qualifier: '$LATEST' }])
    expect(problems).toMatchObject([{ member: 'destination_config', reason: expect.stringContaining('qualifier') }])
  })

  it('does not take settings of a function for those of $LATEST', () => {
    const { desired, problems } = ofUnknownName({})
    expect(desired.functions).toEqual({})
    expect(desired.unknown).toEqual([
      { setting: 'EventInvokeConfig', functionName: 'orders', reason: expect.stringContaining('qualifier') },
    ])
    expect(problems).toMatchObject([{ member: 'function_name' }])
  })

  it('takes the qualifier that the settings have themselves', () => {
    const { desired, problems } = ofUnknownName({ qualifier: 'live' })
    expect(desired.functions).toEqual({ orders: { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } } })
    expect(problems).toEqual([])
  })

  it.each(['aws_lambda_alias.live.arn', 'aws_lambda_function.f.qualified_arn'])(
    'knows neither function nor qualifier of %s',
    (reference) => {
      const { desired, problems } = ofUnknownName({}, references(reference, reference.replace(/\.\w+$/, '')))
      expect(desired.unknown).toEqual([{ setting: 'EventInvokeConfig', reason: expect.any(String) }])
      expect(problems).toHaveLength(1)
    },
  )

  it('lists the aliases of the function', () => {
    const values = { name: 'live', function_version: '3' }
    const { aliases } = read('aws_lambda_alias', values, { function_name: true }, { function_name: ofFunction })
    expect(aliases).toEqual({ orders: { live: '3' } })
  })
})
