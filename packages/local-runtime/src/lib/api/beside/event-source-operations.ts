import { randomUUID } from 'node:crypto'
import { type FunctionReference, parseArn } from '@async-invoke/schemas/function-reference'
import { checkModelled } from '../../admission/function-settings.ts'
import { checkTags } from '../../admission/tag-rules.ts'
import {
  applyMappingRequest,
  checkMappingModel,
  checkQueueMapping,
  checkVisibility,
  defaultMappingSettings,
} from '../../event-sources/mapping-rules.ts'
import { SourceQueue } from '../../event-sources/source-queue.ts'
import { type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import { type JsonObject, readBoolean, readJsonObject, readString, readStringMap } from '../../http/json-body.ts'
import { invalid, LambdaError } from '../../http/lambda-error.ts'
import { refuse } from '../../http/refuse.ts'
import { endpointSetting } from '../../http/services/known-services.ts'
import type { EventSourceMapping } from '../../registry/event-source-mappings.ts'
import type { VersionRecord } from '../../registry/function-record.ts'
import { readMappingRequest } from '../../requests/mapping-request.ts'
import { paginate } from '../../requests/pages.ts'
import { listUnmodelled } from '../../requests/unmodelled-members.ts'
import type { BesideDependencies } from './beside-dependencies.ts'
import { noSuchResource } from './qualified-function.ts'

/**
 * Operations on event source mappings of queues (ESM-1 to ESM-9). A mapping of another source is refused by name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function eventSourceOperations(dependencies: BesideDependencies): ApiHandlers {
  const { registry, eventSourceMappings: mappings, eventSources, references, home, view, clock } = dependencies

  const find = ({ params }: ApiRequest): EventSourceMapping => {
    const mapping = mappings.get(params.UUID ?? '')
    if (mapping === undefined) throw noSuchResource()
    return mapping
  }
  /** As {@link find}, for a change, which a mapping that is being deleted does not take (ESM-2). */
  const findChangeable = (request: ApiRequest, verb: string): EventSourceMapping => {
    const mapping = find(request)
    if (mapping.deleting)
      throw new LambdaError('ResourceInUseException', `Cannot ${verb} the event source mapping because it is in use.`)
    return mapping
  }
  const arnOf = ({ functionName, qualifier }: EventSourceMapping): string => view.arn(functionName, qualifier)

  /** Finds the function of a request, and checks that it can read the queue (ESM-9). */
  const findReader = async (request: ApiRequest, name: string, queueArn: string): Promise<FunctionReference> => {
    const reference = references.named(request, name)
    const version = registry.find(reference)
    if (version === undefined) throw invalid('Function does not exist')
    await refuseUnreadable(version, queueArn, dependencies)
    return reference
  }

  const stateOf = ({ uuid, enabled, deleting }: EventSourceMapping): string => {
    if (deleting) return 'Deleting'
    if (enabled) return 'Enabled'
    return eventSources.isDraining(uuid) ? 'Disabling' : 'Disabled'
  }
  const format = (mapping: EventSourceMapping, State = stateOf(mapping)): object => {
    const { filters, maxConcurrency } = mapping
    const { partition = 'aws', region, accountId } = home
    return {
      UUID: mapping.uuid,
      BatchSize: mapping.batchSize,
      MaximumBatchingWindowInSeconds: mapping.windowSeconds,
      EventSourceArn: mapping.queueArn,
      FunctionArn: arnOf(mapping),
      ...(filters.length > 0 && { FilterCriteria: { Filters: filters } }),
      ...(maxConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maxConcurrency } }),
      LastModified: mapping.modifiedMs / 1_000,
      State,
      StateTransitionReason: 'USER_INITIATED',
      FunctionResponseTypes: mapping.reportsFailures ? ['ReportBatchItemFailures'] : [],
      EventSourceMappingArn: `arn:${partition}:lambda:${region}:${accountId}:event-source-mapping:${mapping.uuid}`,
    }
  }

  return {
    async CreateEventSourceMapping(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readMappingRequest(body)
      const [functionName, queueArn] = [readString(body, 'FunctionName'), readString(body, 'EventSourceArn')]
      refuse(checkMappingModel(requested, functionName))
      if (functionName === undefined || queueArn === undefined) throw invalid('Unrecognized event source.')
      refuseOtherSources(queueArn)
      const tags = readStringMap(body, 'Tags') ?? {}
      refuse([...checkModelled(listUnmodelled('CreateEventSourceMapping', body)), ...checkTags(tags)])
      const settings = applyMappingRequest(defaultMappingSettings, requested)
      refuse(checkQueueMapping(requested, settings, queueArn))
      const reader = await findReader(request, functionName, queueArn)
      const mapping: EventSourceMapping = {
        ...settings,
        uuid: randomUUID(),
        queueArn,
        functionName: reader.functionName,
        ...(reader.qualifier !== undefined && { qualifier: reader.qualifier }),
        enabled: readEnabled(body) ?? true,
        deleting: false,
        tags,
        modifiedMs: clock.nowMs(),
      }
      const other = mappings.all().find((each) => each.queueArn === queueArn && arnOf(each) === arnOf(mapping))
      if (other !== undefined) throw alreadyExists(queueArn, mapping, other)
      eventSources.follow(mappings.put(mapping))
      return json(202, format(mapping, mapping.enabled ? 'Creating' : 'Disabled'))
    },

    async UpdateEventSourceMapping(request) {
      const body = await readJsonObject(request, 65_536)
      const requested = readMappingRequest(body)
      const functionName = readString(body, 'FunctionName')
      refuse(checkMappingModel(requested, functionName))
      const mapping = findChangeable(request, 'update')
      refuse(checkModelled(listUnmodelled('UpdateEventSourceMapping', body)))
      const settings = applyMappingRequest(mapping, requested)
      refuse(checkQueueMapping(requested, settings, mapping.queueArn))
      const { qualifier: _, maxConcurrency: __, ...rest } = mapping
      const reader = functionName === undefined ? mapping : await findReader(request, functionName, mapping.queueArn)
      const enabled = readEnabled(body) ?? mapping.enabled
      const changed: EventSourceMapping = {
        ...rest,
        ...settings,
        functionName: reader.functionName,
        ...(reader.qualifier !== undefined && { qualifier: reader.qualifier }),
        enabled,
        modifiedMs: clock.nowMs(),
      }
      eventSources.follow(mappings.put(changed))
      const state = enabled ? (mapping.enabled ? 'Updating' : 'Enabling') : mapping.enabled ? 'Disabling' : 'Disabled'
      return json(202, format(changed, state))
    },

    async GetEventSourceMapping(request) {
      return json(200, format(find(request)))
    },

    async DeleteEventSourceMapping(request) {
      const mapping = mappings.put({ ...findChangeable(request, 'delete'), deleting: true, modifiedMs: clock.nowMs() })
      eventSources.follow(mapping)
      return json(202, format(mapping))
    },

    async ListEventSourceMappings(request) {
      const name = request.query.get('FunctionName')
      const source = request.query.get('EventSourceArn')
      const wanted = name === null || name === '' ? undefined : references.named(request, name)
      const all = mappings.all().filter(({ functionName, qualifier, queueArn }) => {
        if (source !== null && source !== '' && queueArn !== source) return false
        return wanted === undefined || (functionName === wanted.functionName && qualifier === wanted.qualifier)
      })
      const { items, NextMarker } = paginate(request, all, ({ uuid }) => uuid)
      return json(200, { EventSourceMappings: items.map((mapping) => format(mapping)), NextMarker })
    },
  }
}

/** Whether polling is asked for; `undefined` if the request does not say. */
function readEnabled(body: JsonObject): boolean | undefined {
  return body.Enabled === undefined ? undefined : readBoolean(body, 'Enabled')
}

function refuseOtherSources(sourceArn: string): void {
  const service = parseArn(sourceArn)?.service
  if (service === undefined) throw invalid('Unrecognized event source.')
  if (service === 'sqs') return
  const message = `Event source mappings of ${service} are not implemented by async-invoke`
  throw new LambdaError('NotImplementedException', message)
}

/** Refuses a queue that is missing, that the role may not read, or that hides messages for less than a run may take. */
async function refuseUnreadable(
  { settings }: VersionRecord,
  queueArn: string,
  { clients, permissions }: BesideDependencies,
): Promise<void> {
  if (clients.sqs === undefined)
    throw new LambdaError(
      'NotImplementedException',
      `An event source mapping needs the endpoint of SQS: set ${endpointSetting('sqs')}`,
    )
  const missing = await permissions?.missingToReceive(settings.Role, queueArn)
  if (missing !== undefined)
    throw invalid(
      `The function execution role does not have permissions to call ${missing.action.replace('sqs:', '')} on SQS`,
    )
  const visibilitySeconds = await new SourceQueue(clients.sqs, queueArn).visibilitySeconds().catch((error) => {
    if (error.name !== 'QueueDoesNotExist') throw error
    throw invalid(
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    )
  })
  refuse(checkVisibility(visibilitySeconds, settings.Timeout))
}

function alreadyExists(queueArn: string, { functionName, qualifier }: EventSourceMapping, other: EventSourceMapping) {
  const name = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
  return new LambdaError(
    'ResourceConflictException',
    `An event source mapping with SQS arn (" ${queueArn} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${other.uuid}`,
  )
}
