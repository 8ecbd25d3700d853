import type { Clock } from '@async-invoke/engine'
import type { FunctionHome } from '@async-invoke/schemas'
import {
  checkDestinations,
  type EventInvokeConfigRequest,
  type FunctionReference,
  putEventInvokeConfig,
  toFunctionEventInvokeConfig,
  updateEventInvokeConfig,
} from '@async-invoke/schemas/event-invoke-config'
import {
  checkEventInvokeConfigModel,
  checkNotEmpty,
  createAbsentDestinationRefusal,
  orderConfigTests,
} from '@async-invoke/schemas/internal'
import { doesNotExist } from '../admission/not-found.ts'
import { checkDestinationPermissions } from '../admission/permission-rules.ts'
import type { DestinationExists } from '../delivery/destination-exists.ts'
import { type ApiHandlers, type ApiRequest, json } from '../http/api-request.ts'
import { readInteger, readJsonObject, readObject, readString } from '../http/json-body.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { StoredConfig, VersionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import { checkMaxItems, paginate } from '../requests/pages.ts'
import type { RequestReferences } from '../requests/request-references.ts'

export interface ConfigDependencies {
  readonly home: FunctionHome
  readonly references: RequestReferences
  readonly registry: Registry
  readonly clock: Clock
  readonly destinationExists: DestinationExists
  /** `undefined` if permissions are not checked. */
  readonly permissions: RolePermissions | undefined
}

/**
 * The five operations on event invoke settings (section 10).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
 */
export function eventInvokeConfigOperations(dependencies: ConfigDependencies): ApiHandlers {
  const { references, registry, clock } = dependencies

  const store = (reference: FunctionReference, config: StoredConfig['config']) =>
    json(200, toWireForm(dependencies, reference, registry.setConfig(reference, config, clock.nowMs())))

  return {
    async PutFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admit(request, dependencies)
      return store(reference, putEventInvokeConfig(settings))
    },

    async UpdateFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admit(request, dependencies)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw configNotFound(dependencies, reference)
      return store(reference, updateEventInvokeConfig(stored.config, settings))
    },

    async GetFunctionEventInvokeConfig(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw configNotFound(dependencies, reference)
      return json(200, toWireForm(dependencies, reference, stored))
    },

    async DeleteFunctionEventInvokeConfig(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      if (!registry.deleteConfig(reference)) throw configNotFound(dependencies, reference)
      return { status: 204 }
    },

    async ListFunctionEventInvokeConfigs(request) {
      references.refuseModelViolations(request, checkMaxItems(request, 50))
      const reference = references.of(request)
      if (reference.qualifier !== undefined)
        throw invalid('The function name must not include a version number or alias.')
      if (registry.find(reference) === undefined) throwRefusals(doesNotExist)
      const { items, NextMarker } = paginate(request, registry.configsOf(reference.functionName), keyOf, 50)
      return json(200, {
        FunctionEventInvokeConfigs: items.map((stored) => toWireForm(dependencies, reference, stored)),
        NextMarker,
      })
    },
  }
}

/** Reads the settings of Put and Update and checks them in the service's order, before anything is stored (CFG-11). */
async function admit(request: ApiRequest, dependencies: ConfigDependencies) {
  const { home, references, registry, destinationExists, permissions } = dependencies
  const settings = await readSettings(request)
  const target = (): VersionRecord => registry.find(references.of(request)) ?? throwRefusals(doesNotExist)
  const checks = orderConfigTests<() => unknown>({
    model: () => references.refuseModelViolations(request, checkEventInvokeConfigModel(settings)),
    specified: () => refuse(checkNotEmpty(settings)),
    reference: () => references.of(request),
    target,
    destinations: () => refuse(checkDestinations(settings, { ...home, ...references.of(request) })),
    existence: () => refuseAbsentDestinations(settings, destinationExists),
    permission: async () => {
      const owner = { roleArn: target().settings.Role, functionName: references.of(request).functionName }
      refuse(await checkDestinationPermissions(settings, owner, permissions))
    },
  })
  for (const check of checks) await check()
  return { reference: references.of(request), settings }
}

/** Far more than the settings need. */
const maxBodyBytes = 65_536

/** Reads the body of Put and Update, refusing members of the wrong type. A missing body has no settings. */
async function readSettings(request: ApiRequest): Promise<EventInvokeConfigRequest> {
  const body = await readJsonObject(request, maxBodyBytes)
  const MaximumRetryAttempts = readInteger(body, 'MaximumRetryAttempts')
  const MaximumEventAgeInSeconds = readInteger(body, 'MaximumEventAgeInSeconds')
  const destinations = readObject(body, 'DestinationConfig') ?? {}
  for (const side of ['OnSuccess', 'OnFailure']) readString(readObject(destinations, side) ?? {}, 'Destination')
  return {
    ...(body as EventInvokeConfigRequest),
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds }),
  }
}

/** Refuses a destination that is known not to exist (CFG-14a, CFG-18). */
async function refuseAbsentDestinations(
  { DestinationConfig }: EventInvokeConfigRequest,
  destinationExists: DestinationExists,
): Promise<void> {
  for (const side of ['OnSuccess', 'OnFailure'] as const) {
    const destination = DestinationConfig?.[side]?.Destination
    if (destination && !(await destinationExists(destination)))
      refuse([createAbsentDestinationRefusal(destination, side)])
  }
}

function toWireForm(
  { registry }: ConfigDependencies,
  { functionName }: FunctionReference,
  stored: StoredConfig,
): object {
  const { qualifier, lastModifiedMs, config } = stored
  return toFunctionEventInvokeConfig(config, {
    FunctionArn: registry.arnOf({ functionName, qualifier }),
    lastModifiedMs,
  })
}

function keyOf({ qualifier }: StoredConfig): string {
  return qualifier
}

/** Refuses Get, Delete and Update if no settings are stored (CFG-12a, CFG-12b). */
function configNotFound({ registry }: ConfigDependencies, reference: FunctionReference): LambdaError {
  const message = `The function ${registry.arnOf(reference)} doesn't have an EventInvokeConfig`
  return new LambdaError('ResourceNotFoundException', message)
}
