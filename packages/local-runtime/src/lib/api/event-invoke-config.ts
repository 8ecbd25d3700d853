import type { Clock } from '@async-invoke/engine'
import {
  checkDestinations,
  checkEventInvokeConfigModel,
  checkSomethingSpecified,
  type EventInvokeConfigRequest,
  type FunctionHome,
  type FunctionReference,
  putEventInvokeConfig,
  toFunctionEventInvokeConfig,
  updateEventInvokeConfig,
} from '@async-invoke/schemas'
import { referenceOf, refuse, refuseModelViolations } from '../admission/admitted-reference.ts'
import { refuseDestinationsWithoutPermission } from '../admission/permission-refusals.ts'
import type { DestinationExists } from '../delivery/destination-exists.ts'
import { type ApiHandler, type ApiRequest, json } from '../http/api-request.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { StoredConfig } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import { readConfigRequest } from './config-request.ts'
import { maxItemsRefusals, pageOf } from './pages.ts'

export interface ConfigParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly clock: Clock
  readonly destinationExists: DestinationExists
  /** Missing where permissions are not looked at. */
  readonly permissions: RolePermissions | undefined
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
      refuseModelViolations(request, maxItemsRefusals(request, 50))
      const reference = referenceOf(request, home)
      if (reference.qualifier !== undefined) {
        const message = 'The function name must not include a version number or alias.'
        throw new LambdaError('InvalidParameterValueException', message)
      }
      if (registry.find(reference) === undefined) throw doesNotExist()
      const { items, NextMarker } = pageOf(request, registry.configsOf(reference.functionName), keyOf, 50)
      return json(200, {
        FunctionEventInvokeConfigs: items.map((stored) => wireForm(parts, reference, stored)),
        NextMarker,
      })
    },
  }
}

/** What Put and Update ask, through every refusal in the order in which the service tests them (CFG-20). */
async function admitted(request: ApiRequest, { home, registry, destinationExists, permissions }: ConfigParts) {
  const settings = await readConfigRequest(request)
  refuseModelViolations(request, checkEventInvokeConfigModel(settings))
  refuse(checkSomethingSpecified(settings))
  const reference = referenceOf(request, home)
  const target = registry.find(reference)
  if (target === undefined) throw doesNotExist()
  refuse(checkDestinations(settings, { ...home, ...reference }))
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const destination = settings.DestinationConfig?.[side]?.Destination
    if (destination && !(await destinationExists(destination)))
      throw new LambdaError('InvalidParameterValueException', `The destination ARN ${destination} is invalid.`)
  }
  const owner = { roleArn: target.settings.Role, functionName: reference.functionName }
  await refuseDestinationsWithoutPermission(settings, owner, permissions)
  return { reference, settings } satisfies { reference: FunctionReference; settings: EventInvokeConfigRequest }
}

function wireForm({ registry }: ConfigParts, { functionName }: FunctionReference, stored: StoredConfig): object {
  const { qualifier, lastModifiedMs, config } = stored
  return toFunctionEventInvokeConfig(config, {
    FunctionArn: registry.arnOf({ functionName, qualifier }),
    lastModifiedMs,
  })
}

function keyOf({ qualifier }: StoredConfig): string {
  return qualifier
}

/** Get, Delete and Update where no record is stored (CFG-12a, CFG-12b). */
function hasNoConfig({ registry }: ConfigParts, reference: FunctionReference): LambdaError {
  const message = `The function ${registry.arnOf(reference)} doesn't have an EventInvokeConfig`
  return new LambdaError('ResourceNotFoundException', message)
}

/** Put, Update and List where there is no such function, version or alias (CFG-12c). */
export function doesNotExist(): LambdaError {
  return new LambdaError('ResourceNotFoundException', "The function doesn't exist.")
}
