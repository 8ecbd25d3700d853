import { formatTargetArn, type TargetKind, targets } from '@async-invoke/schemas'
import { partitionOf } from '@async-invoke/schemas/internal'
import { andThen, type Evaluated } from './evaluate/evaluated.ts'
import { type JsonObject, objectOf, ownOf } from './evaluate/template-document.ts'
import type { TerraformContext } from './terraform-document.ts'
import { listOf, type TerraformResource } from './terraform-document.ts'

/** The configuration of a plan: the expressions behind values that are known only after apply. */
export interface TerraformReferences {
  /** The expressions of a resource, by member. */
  expressionsOf(resource: TerraformResource): JsonObject
  /**
   * The ARN of the target that an expression of a resource refers to, if the plan knows the target's name. That of a
   * function is unknown, since a qualifier may follow it.
   */
  targetOf(resource: TerraformResource, expression: unknown): Evaluated<string>
  /** The name of the function whose ARN `function_name` of a resource refers to, with a qualifier or without. */
  functionOf(resource: TerraformResource): Evaluated<string>
}

/** The targets whose ARNs are complete: nothing can follow them. */
const kinds: Readonly<Record<string, { readonly kind: TargetKind; readonly name: string }>> = {
  aws_sqs_queue: { kind: 'sqs', name: 'name' },
  aws_sns_topic: { kind: 'sns', name: 'name' },
  aws_cloudwatch_event_bus: { kind: 'eventbridge', name: 'name' },
  aws_s3_bucket: { kind: 's3', name: 'bucket' },
}

const unknown = { reason: 'known only after apply' }
/** References lead from module to module. */
const maxSteps = 50

/**
 * Creates the references of one plan. An expression is resolved if it refers to the ARN of one resource and to nothing
 * else, also through variables and outputs of modules. A plan has the references of an expression, not its text.
 */
export function createReferences(
  plan: JsonObject,
  resources: readonly TerraformResource[],
  context: TerraformContext,
): TerraformReferences {
  const configuration = objectOf(plan.configuration)
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]))
  const region = context.region ?? regionOf(configuration)

  /** The call of a module, with its arguments and its configuration. Its instances share it. */
  const callOf = (module: string): JsonObject => {
    let call: JsonObject = { module: configuration.root_module }
    const names = withoutIndexes(module).split('.')
    for (const [at, name] of names.entries())
      if (at % 2 === 1) call = objectOf(ownOf(objectOf(objectOf(call.module).module_calls), name))
    return call
  }
  const configured = ({ module, address }: Pick<TerraformResource, 'module' | 'address'>): JsonObject => {
    const own = withoutIndexes(module === '' ? address : address.slice(module.length + 1))
    return listOf(objectOf(callOf(module).module).resources).find((each) => each.address === own) ?? {}
  }

  const accountId = context.accountId ?? accountOf(plan, (address) => configured({ module: '', address }))

  /** The resource whose ARN an expression refers to. */
  const follow = (references: unknown, module: string, steps: number): Evaluated<TerraformResource> => {
    const [reference, ...others] = Array.isArray(references) ? references : []
    if (typeof reference !== 'string' || steps > maxSteps) return unknown
    // Terraform lists a.b.arn together with a.b, which it is of.
    if (!others.every((each) => typeof each === 'string' && reference.startsWith(each))) return unknown
    const [first = '', second = '', third = ''] = reference.split('.')
    if (first === 'var') {
      const expression = objectOf(ownOf(objectOf(callOf(module).expressions), second))
      return follow(expression.references, parentOf(module), steps + 1)
    }
    if (first === 'module') {
      const child = module === '' ? `module.${second}` : `${module}.module.${second}`
      const called = objectOf(callOf(child).module)
      const output = objectOf(objectOf(ownOf(objectOf(called.outputs), third)).expression)
      return follow(output.references, child, steps + 1)
    }
    const target = byAddress.get(module === '' ? `${first}.${second}` : `${module}.${first}.${second}`)
    return third === 'arn' && target !== undefined ? { value: target } : unknown
  }

  const arnOf = (target: TerraformResource): Evaluated<string> => {
    const { address, type } = target
    if (type === 'aws_lambda_function')
      return { reason: `a plan does not have the qualifier that may follow the ARN of ${address}` }
    const known = ownOf(kinds, type)
    if (known === undefined) return unknown
    const { kind, name: member } = known
    const name = nameOf(target, member)
    // Another configuration of the provider may be of another region or account.
    if (!isOfDefaultProvider(configured(target)) || target.unknown.region === true || 'reason' in name) return unknown
    const own = typeof target.values.region === 'string' ? target.values.region : region
    const { partition = partitionOf(own ?? '') } = context
    if (targets[kind].located && (own === undefined || accountId === undefined))
      return { reason: `the ARN of ${address} needs a region and an account` }
    return { value: formatTargetArn(kind, { partition, region: own ?? '', accountId: accountId ?? '' }, name.value) }
  }

  const referredTo = ({ module }: TerraformResource, expression: unknown) =>
    follow(objectOf(expression).references, module, 0)

  const expressionsOf = (resource: TerraformResource) => objectOf(configured(resource).expressions)

  return {
    expressionsOf,
    targetOf: (resource, expression) => andThen(referredTo(resource, expression), arnOf),
    functionOf: (resource) =>
      andThen(referredTo(resource, expressionsOf(resource).function_name), (target) =>
        target.type === 'aws_lambda_function' ? nameOf(target, 'function_name') : unknown,
      ),
  }
}

function nameOf({ values, unknown: marks }: TerraformResource, member: string): Evaluated<string> {
  const name = ownOf(values, member)
  return marks[member] === true || typeof name !== 'string' ? unknown : { value: name }
}

function isOfDefaultProvider({ provider_config_key = 'aws' }: JsonObject): boolean {
  return provider_config_key === 'aws'
}

function withoutIndexes(address: string): string {
  return address.replaceAll(/\[("[^"]*"|\d+)\]/g, '')
}

function parentOf(module: string): string {
  const at = module.lastIndexOf('.module.')
  return at < 0 ? '' : module.slice(0, at)
}

/** The region of the default provider, if its configuration has it as a constant. */
function regionOf({ provider_config }: JsonObject): string | undefined {
  const { expressions } = objectOf(ownOf(objectOf(provider_config), 'aws'))
  const region = objectOf(objectOf(expressions).region).constant_value
  return typeof region === 'string' ? region : undefined
}

/** The account that a plan has read with a `data.aws_caller_identity` of the default provider. */
function accountOf({ prior_state }: JsonObject, configured: (address: string) => JsonObject): string | undefined {
  const { root_module } = objectOf(objectOf(prior_state).values)
  const identity = listOf(objectOf(root_module).resources).find(
    ({ type, address }) => type === 'aws_caller_identity' && isOfDefaultProvider(configured(String(address))),
  )
  const account = objectOf(identity?.values).account_id
  return typeof account === 'string' ? account : undefined
}
