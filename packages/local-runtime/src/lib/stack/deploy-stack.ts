import type { TemplateResource } from '@async-invoke/config-client/templates'
import { isObject } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { InvalidPattern } from '../patterns/operators.ts'
import { EventsError } from '../triggers/events/events-error.ts'
import { busNameOf } from '../triggers/events/put-events.ts'
import { ScheduleError } from '../triggers/schedules/schedule-error.ts'
import { subscriptionOf } from './create-targets.ts'
import { inDeployOrder } from './deploy-order.ts'
import { type DeployDependencies, deployers, idTag, notifications, removePermission, stackTag } from './deployers.ts'
import { NotServed } from './not-served.ts'
import type { ReadTemplate } from './read-templates.ts'

/** Types that are read with the functions and roles that they belong to, or that have no effect. */
const silent: readonly string[] = [
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::CDK::Metadata',
]

/**
 * Deploys a template to this runtime as CloudFormation does to AWS: through the runtime's own API, which refuses what Lambda
 * refuses. What an earlier deployment made and the template no longer has is removed.
 *
 * @param before - the template as this process deployed it last
 * @returns a line for each resource, and each part of one, that is not served
 */
export async function deployStack(
  template: ReadTemplate,
  before: ReadTemplate | undefined,
  dependencies: DeployDependencies,
): Promise<readonly string[]> {
  const lines: string[] = []
  // What a line names already.
  const reported = new Set<string>()
  const tell = (of: string, line: string): void => {
    reported.add(of)
    lines.push(line)
  }
  const attempt = (of: string, run: () => Promise<unknown>): Promise<unknown> =>
    run().catch((error: unknown) => tell(of, `${of}: ${reasonOf(error)}`))
  await removeOthers(template, before, dependencies, attempt)
  const order = Object.keys(deployers)
  const { resources, problems } = template.reading
  for (const resource of inDeployOrder(withNotifications(resources), order))
    await attempt(describe(resource), async () => {
      refuseUndetermined(resource)
      await deployers[resource.type]?.(resource, template, dependencies)
      for (const line of lackOf(resource)) tell(describe(resource), line)
    })
  for (const { functionName, qualifier, settings } of settingsOf(template))
    await attempt(`${functionName}:${qualifier} (event invoke config)`, () => {
      const call = { params: { FunctionName: functionName }, query: { Qualifier: qualifier }, body: settings }
      return dependencies.call('PutFunctionEventInvokeConfig', call)
    })
  const others = resources.filter(({ type }) => !order.includes(type) && !silent.includes(type))
  const unreported = new Set(resources.flatMap((each) => (reported.has(describe(each)) ? [] : [each.resource])))
  const unread = problems
    .filter(({ resource }) => unreported.has(resource))
    .map(({ resource, member, reason }) => `${resource} without ${member}: ${reason}`)
  return [...lines, ...unread, ...others.map(describe)]
}

/** The notifications of a bucket are deployed after their functions, which need the bucket. */
function withNotifications(resources: readonly TemplateResource[]): readonly TemplateResource[] {
  const buckets = resources.filter(({ type }) => type === 'AWS::S3::Bucket')
  return [...resources, ...buckets.map((bucket) => ({ ...bucket, type: notifications }))]
}

function describe({ resource, type }: Pick<TemplateResource, 'resource' | 'type'>): string {
  return `${resource} (${type})`
}

/** Refuses a resource with a property that is not determined, unless it is served without it. */
function refuseUndetermined({ type, unknown }: TemplateResource): void {
  const [first] = unknown.filter(({ member }) => !isDispensable(type, member))
  if (first !== undefined) throw new NotServed(`${first.member}: ${first.reason}`)
}

function isDispensable(type: string, member: string): boolean {
  if (type === 'AWS::Lambda::Alias') return member === 'FunctionVersion'
  return type === 'AWS::Lambda::Function' && !['Condition', 'Properties', 'Code', 'Layers', 'Handler'].includes(member)
}

/** What a function is served without. */
function lackOf(resource: TemplateResource): readonly string[] {
  if (resource.type !== 'AWS::Lambda::Function') return []
  return resource.unknown.map(({ member, reason }) => `${describe(resource)} without ${member}: ${reason}`)
}

function reasonOf(error: unknown): string {
  const own = [NotServed, LambdaError, LocalRuntimeError, EventsError, ScheduleError, InvalidPattern]
  if (own.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  // An SDK's error names the service's code.
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

function settingsOf({ reading: { desired } }: ReadTemplate) {
  return Object.entries(desired.functions).flatMap(([functionName, { EventInvokeConfigs = {} }]) =>
    Object.entries(EventInvokeConfigs).flatMap(([qualifier, settings]) =>
      isObject(settings) ? [{ functionName, qualifier, settings }] : [],
    ),
  )
}

type Attempt = (of: string, run: () => Promise<unknown>) => Promise<unknown>

async function removeOthers(
  template: ReadTemplate,
  before: ReadTemplate | undefined,
  { registry, eventSourceMappings, triggers: { buses, topics, buckets, schedules }, call }: DeployDependencies,
  attempt: Attempt,
): Promise<void> {
  const { resources } = template.reading
  const ids = new Set(resources.map(describe))
  const has = (type: string, resource = ''): boolean => ids.has(describe({ resource, type }))
  const named = new Set(resources.flatMap(({ type, name }) => (type === 'AWS::Lambda::Function' ? [name] : [])))
  for (const { tags, uuid, deleting } of eventSourceMappings.all()) {
    if (tags[stackTag] !== template.stackName || deleting) continue
    if (has('AWS::Lambda::EventSourceMapping', tags[idTag])) continue
    await attempt(`${tags[idTag]} (removal)`, () => call('DeleteEventSourceMapping', { params: { UUID: uuid } }))
  }
  for (const { tags, functionName } of registry.all()) {
    if (tags[stackTag] !== template.stackName || named.has(functionName)) continue
    await attempt(`${tags[idTag]} (removal)`, () => call('DeleteFunction', { params: { FunctionName: functionName } }))
  }
  const left = (before?.reading.resources ?? []).filter(({ type, resource }) => !has(type, resource))
  for (const resource of left) {
    const { properties, type } = resource
    const FunctionName = String(properties.FunctionName)
    if (type === 'AWS::Lambda::Permission')
      await attempt(`${describe(resource)}`, () => removePermission(resource, template, call))
    if (type === 'AWS::SNS::Subscription' && properties.Protocol === 'lambda')
      await attempt(describe(resource), () => topics.unsubscribe(subscriptionOf(resource)))
    if (type === 'AWS::S3::Bucket') await attempt(describe(resource), () => buckets.remove(resource.name ?? ''))
    if (type === 'AWS::Scheduler::Schedule') schedules.delete(resource.name ?? '')
    const rule = buses.rule(busNameOf(properties.EventBusName), resource.name ?? '')
    if (type === 'AWS::Events::Rule' && rule !== undefined) buses.deleteRule(rule)
    if (type === 'AWS::Lambda::Alias' && registry.get({ functionName: FunctionName }) !== undefined)
      await attempt(describe(resource), () =>
        call('DeleteAlias', { params: { FunctionName, Name: String(properties.Name) } }),
      )
  }
  const kept = new Set(settingsOf(template).map(({ functionName, qualifier }) => `${functionName}:${qualifier}`))
  for (const { functionName, qualifier } of before === undefined ? [] : settingsOf(before)) {
    const isStored = registry.configOf({ functionName, qualifier })
    if (kept.has(`${functionName}:${qualifier}`) || isStored === undefined) continue
    const query = { Qualifier: qualifier }
    await attempt(`${functionName}:${qualifier} (event invoke config)`, () =>
      call('DeleteFunctionEventInvokeConfig', { params: { FunctionName: functionName }, query }),
    )
  }
}
