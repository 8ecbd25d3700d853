import type { TemplateResource } from '@async-invoke/config-client/templates'
import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { type DeclaringDependencies, declareFunctions } from '../functions/declared-functions.ts'
import { isObject } from '../http/json-body.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { EventSourceMapping, EventSourceMappings } from '../registry/event-source-mappings.ts'
import { isOfAws } from '../service-clients.ts'
import { busNameOf } from '../triggers/events/put-events.ts'
import { carryOutOnSchedules } from '../triggers/schedules/schedule-operations.ts'
import type { Triggers } from '../triggers/triggers.ts'
import { notificationsOf } from './bucket-notifications.ts'
import type { CallOperation } from './call-operation.ts'
import { createTarget, subscribeFunction, subscribeQueue, type TargetDependencies } from './create-targets.ts'
import { functionOfResource } from './function-of-resource.ts'
import { NotServed } from './not-served.ts'
import type { ReadTemplate } from './read-templates.ts'

export interface DeployDependencies extends DeclaringDependencies, TargetDependencies {
  readonly call: CallOperation
  readonly eventSourceMappings: EventSourceMappings
  /** Names of the functions that the options declare, which win. */
  readonly declared: readonly string[]
  readonly triggers: Triggers
}

/** Deploys one resource; rejects with {@link NotServed} or the refusal of the runtime's own API. */
export type Deploy = (
  resource: TemplateResource,
  template: ReadTemplate,
  dependencies: DeployDependencies,
) => Promise<void>

/** Stands for the notifications of a bucket, which need its functions. */
export const notifications = 'notifications of AWS::S3::Bucket'

/** Types that are deployed, in this order: what is needed comes before what needs it. */
export const deployers: Readonly<Record<string, Deploy>> = {
  'AWS::S3::Bucket': (resource, _, dependencies) => create(resource, dependencies),
  'AWS::SQS::Queue': (resource, _, dependencies) => create(resource, dependencies),
  'AWS::SNS::Topic': (resource, _, dependencies) => create(resource, dependencies),

  async 'AWS::Events::EventBus'({ name = '' }, _, { triggers: { buses } }) {
    buses.create(name)
  },

  async 'AWS::Lambda::Function'(resource, template, dependencies) {
    const { name = resource.resource } = resource
    if (dependencies.declared.includes(name))
      throw new NotServed('the options declare a function of its name, which wins')
    const options = await functionOfResource(resource, template, dependencies.code)
    await declareFunctions({ [name]: options }, dependencies)
    const record = dependencies.registry.get({ functionName: name })
    const tags = { ...record?.tags, [stackTag]: template.stackName, [idTag]: resource.resource }
    if (record !== undefined) dependencies.registry.put({ ...record, tags })
  },

  async 'AWS::Lambda::Version'({ properties }, _, { call }) {
    const { functionName: FunctionName } = referenceOf(properties.FunctionName)
    await call('PublishVersion', { params: { FunctionName }, body: {} })
  },

  async 'AWS::Lambda::Alias'({ properties }, _, { call, registry, changes }) {
    const { functionName: FunctionName } = referenceOf(properties.FunctionName)
    const Name = String(properties.Name)
    const record = registry.get({ functionName: FunctionName })
    if (record === undefined) throw new NotServed(`its function ${FunctionName} is not served`)
    // The template does not determine the number of a version that its deployment publishes.
    const given = properties.FunctionVersion ?? changes.publish(record).version.version
    const body = { Name, FunctionVersion: String(given) }
    const exists = record.aliases.some(({ name }) => name === Name)
    if (exists) await call('UpdateAlias', { params: { FunctionName, Name }, body })
    else await call('CreateAlias', { params: { FunctionName }, body })
  },

  async 'AWS::Lambda::Permission'({ resource, properties }, { stackName }, { call }) {
    const { FunctionName, ...permission } = properties
    const StatementId = statementIdOf(stackName, resource)
    await removePermission({ resource, properties }, { stackName }, call)
    const { functionName, qualifier } = referenceOf(FunctionName)
    const query = qualifier === undefined ? {} : { Qualifier: qualifier }
    const params = { FunctionName: functionName }
    await call('AddPermission', { params, query, body: { ...permission, StatementId } })
  },

  async 'AWS::Lambda::EventSourceMapping'({ resource, properties }, { stackName }, dependencies) {
    const { call, eventSourceMappings: mappings } = dependencies
    const tags = { [stackTag]: stackName, [idTag]: resource }
    const { Enabled, EventSourceArn, Tags: _, ...body } = properties
    const isOwn = (each: EventSourceMapping): boolean =>
      each.tags[stackTag] === stackName && each.tags[idTag] === resource
    const own = mappings.all().find((each) => isOwn(each) && !each.deleting)
    const same = own !== undefined && own.queueArn === EventSourceArn
    const enabled = Enabled === undefined ? {} : { Enabled: String(Enabled) === 'true' }
    const whole = { ...emptyMapping, ...body, ...enabled }
    if (same) await call('UpdateEventSourceMapping', { params: { UUID: own.uuid }, body: whole })
    if (same) return
    if (own !== undefined) await call('DeleteEventSourceMapping', { params: { UUID: own.uuid } })
    const made = await call('CreateEventSourceMapping', { body: { ...body, ...enabled, EventSourceArn } })
    const { UUID } = JSON.parse(String(made.body)) as { UUID: string }
    const mapping = mappings.get(UUID)
    if (mapping !== undefined) mappings.put({ ...mapping, tags })
  },

  async 'AWS::Events::Rule'({ name = '', properties }, _, { triggers: { buses, callEvents } }) {
    const { Targets = [], EventPattern, ...rule } = properties
    const bus = rule.EventBusName === undefined ? {} : { EventBusName: rule.EventBusName }
    const own = buses.rule(busNameOf(rule.EventBusName), name)
    const pattern = EventPattern === undefined ? {} : { EventPattern: textOf(EventPattern) }
    await callEvents('PutRule', { ...rule, ...pattern, Name: name })
    const kept = new Set((Array.isArray(Targets) ? Targets : []).map((target) => (isObject(target) ? target.Id : '')))
    const Ids = own?.targets.map(({ Id }) => Id).filter((id) => !kept.has(id)) ?? []
    if (Ids.length > 0) await callEvents('RemoveTargets', { ...bus, Rule: name, Ids })
    if (kept.size > 0) await callEvents('PutTargets', { ...bus, Rule: name, Targets })
  },

  async 'AWS::Scheduler::Schedule'({ resource, name = resource, properties }, _, { triggers: { schedules }, clock }) {
    const method = schedules.get(name) === undefined ? 'POST' : 'PUT'
    carryOutOnSchedules(schedules, { method, name, body: properties }, clock.nowMs())
  },

  async [notifications]({ name = '', properties }, _, { triggers, endpoints }) {
    const found = notificationsOf(name, properties)
    if (found.length === 0) return
    // Nothing is changed in AWS itself.
    const isLocal = !isOfAws(endpoints.s3)
    if (isLocal && (await triggers.buckets.set(name, found))) return
    const command = `async-invoke trigger s3 --bucket ${name} --key KEY`
    throw new NotServed(`no service tells of its objects; report a change with ${command}`)
  },

  async 'AWS::SNS::Subscription'(resource, _, dependencies) {
    const { Protocol } = resource.properties
    if (Protocol === 'sqs') return subscribeQueue(resource, dependencies)
    if (Protocol !== 'lambda') throw new NotServed(`the protocol ${Protocol}`)
    await subscribeFunction(resource, dependencies)
  },
}

/** Tags that CloudFormation gives to what it deploys. */
export const [stackTag, idTag] = ['aws:cloudformation:stack-name', 'aws:cloudformation:logical-id']

/** Settings that a mapping has where a template says nothing of them. */
const emptyMapping = {
  ...{ BatchSize: 10, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [] },
  ...{ ScalingConfig: {}, FilterCriteria: {}, Enabled: true },
}

async function create(resource: TemplateResource, dependencies: DeployDependencies): Promise<void> {
  await createTarget[resource.type]?.(resource, dependencies)
}

/** The function that a property names, without its qualifier. */
function referenceOf(value: unknown): { readonly functionName: string; readonly qualifier?: string } {
  const reference = parseFunctionReference(String(value))
  if (reference === undefined) throw new NotServed(`${value} is not the name of a function`)
  return reference
}

/** Removes the statement that {@link deployers} add for a permission, if it is there. */
export async function removePermission(
  { resource, properties }: Pick<TemplateResource, 'resource' | 'properties'>,
  { stackName }: Pick<ReadTemplate, 'stackName'>,
  call: CallOperation,
): Promise<void> {
  const { functionName, qualifier } = referenceOf(properties.FunctionName)
  const params = { FunctionName: functionName, StatementId: statementIdOf(stackName, resource) }
  const query = qualifier === undefined ? {} : { Qualifier: qualifier }
  await call('RemovePermission', { params, query }).catch(ignoreMissing)
}

function statementIdOf(stackName: string, resource: string): string {
  return `${stackName}-${resource}`.slice(0, 100)
}

/** CloudFormation takes JSON as a map too. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof LambdaError) || error.code !== 'ResourceNotFoundException') throw error
}
