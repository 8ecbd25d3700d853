import type { Clock } from '@async-invoke/engine'
import {
  checkDestinations,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
  type EventInvokeConfigRequest,
  type FunctionHome,
  type FunctionReference,
  modelRefusal,
  putEventInvokeConfig,
  type Refusal,
  updateEventInvokeConfig,
} from '@async-invoke/schemas'
import type { DestinationExists } from '../destination-exists.ts'
import type { Registry, StoredConfig } from '../registry.ts'
import { referenceOf, refuse, refuseModelViolations } from './admitted-reference.ts'
import { type ApiHandler, type ApiRequest, json } from './api-request.ts'
import { readConfigRequest } from './config-request.ts'
import { LambdaError } from './lambda-error.ts'

export interface ConfigParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly clock: Clock
  readonly destinationExists: DestinationExists
}

/** The five operations on a function's asynchronous settings (section 10). */
export function createEventInvokeConfigOperations(parts: ConfigParts): Readonly<Record<string, ApiHandler>> {
  const { home, registry, clock } = parts

  const store = (reference: FunctionReference, config: StoredConfig['config']) =>
    json(200, wireForm(parts, reference, registry.setConfig(reference, config, clock.nowMs())))

  return {
    async PutFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admitted(request, parts)
      return store(reference, putEventInvokeConfig(settings))
    },

    async UpdateFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admitted(request, parts)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw hasNoConfig(parts, reference)
      return store(reference, updateEventInvokeConfig(stored.config, settings))
    },

    async GetFunctionEventInvokeConfig(request) {
      refuseModelViolations(request)
      const reference = referenceOf(request, home)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw hasNoConfig(parts, reference)
      return json(200, wireForm(parts, reference, stored))
    },

    async DeleteFunctionEventInvokeConfig(request) {
      refuseModelViolations(request)
      const reference = referenceOf(request, home)
      if (!registry.deleteConfig(reference)) throw hasNoConfig(parts, reference)
      return { status: 204 }
    },

    async ListFunctionEventInvokeConfigs(request) {
      const maxItems = Number(request.query.get('MaxItems') ?? 50)
      refuseModelViolations(request, maxItemsRefusals(maxItems))
      const reference = referenceOf(request, home)
      if (reference.qualifier !== undefined) {
        const message = 'The function name must not include a version number or alias.'
        throw new LambdaError('InvalidParameterValueException', message)
      }
      if (registry.find(reference) === undefined) throw doesNotExist()
      return json(200, page(parts, reference, maxItems, request.query.get('Marker') ?? undefined))
    },
  }
}

/** What Put and Update ask, through every refusal in the order in which the service tests them (CFG-20). */
async function admitted(request: ApiRequest, { home, registry, destinationExists }: ConfigParts) {
  const settings = await readConfigRequest(request)
  refuseModelViolations(request, checkEventInvokeConfigModel(settings))
  refuse(checkSomethingSpecified(settings))
  const reference = referenceOf(request, home)
  if (registry.find(reference) === undefined) throw doesNotExist()
  refuse(checkDestinations(settings, { ...home, ...reference }))
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const destination = settings.DestinationConfig?.[side]?.Destination
    if (destination && !(await destinationExists(destination)))
      throw new LambdaError('InvalidParameterValueException', `The destination ARN ${destination} is invalid.`)
  }
  return { reference, settings } satisfies { reference: FunctionReference; settings: EventInvokeConfigRequest }
}

/** All five members, unset ones as null; the time in seconds with a fraction (CFG-1, CFG-3, CFG-4). */
function wireForm({ registry }: ConfigParts, { functionName }: FunctionReference, stored: StoredConfig): object {
  const { qualifier, lastModifiedMs, config } = stored
  const { MaximumRetryAttempts = null, MaximumEventAgeInSeconds = null, OnSuccess = null, OnFailure = null } = config
  return {
    DestinationConfig: { OnFailure: { Destination: OnFailure }, OnSuccess: { Destination: OnSuccess } },
    FunctionArn: registry.arnOf({ functionName, qualifier }),
    LastModified: lastModifiedMs / 1_000,
    MaximumEventAgeInSeconds,
    MaximumRetryAttempts,
  }
}

function page(parts: ConfigParts, reference: FunctionReference, maxItems: number, marker: string | undefined): object {
  const after = marker === undefined ? undefined : qualifierOf(marker)
  const rest = parts.registry
    .configsOf(reference.functionName)
    .filter(({ qualifier }) => after === undefined || qualifier > after)
  const shown = rest.slice(0, maxItems)
  const last = rest.length > maxItems ? shown.at(-1) : undefined
  return {
    FunctionEventInvokeConfigs: shown.map((stored) => wireForm(parts, reference, stored)),
    NextMarker: last === undefined ? null : markerOf(last.qualifier),
  }
}

/** Opaque to clients: where the next page begins (CFG-21, U-21). */
function markerOf(qualifier: string): string {
  return Buffer.from(`after:${qualifier}`).toString('base64url')
}

function qualifierOf(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString()
  if (!text.startsWith('after:')) throw new LambdaError('InvalidParameterValueException', 'Invalid pagination key.')
  return text.slice('after:'.length)
}

function maxItemsRefusals(maxItems: number): readonly Refusal[] {
  if (maxItems >= 1 && maxItems <= 50) return []
  const bound = maxItems < 1 ? 'greater than or equal to 1' : 'less than or equal to 50'
  return [modelRefusal('CFG-21', 'maxItems', String(maxItems), `Member must have value ${bound}`)]
}

/** Get, Delete and Update where no record is stored (CFG-12a, CFG-12b). */
function hasNoConfig({ registry }: ConfigParts, reference: FunctionReference): LambdaError {
  const message = `The function ${registry.arnOf(reference)} doesn't have an EventInvokeConfig`
  return new LambdaError('ResourceNotFoundException', message)
}

/** Put, Update and List where there is no such function, version or alias (CFG-12c). */
function doesNotExist(): LambdaError {
  return new LambdaError('ResourceNotFoundException', "The function doesn't exist.")
}
