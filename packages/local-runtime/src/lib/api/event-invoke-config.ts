import type { Clock } from '@async-invoke/engine'
import {
  checkDestinations,
  type EventInvokeConfigRequest,
  type FunctionHome,
  type FunctionReference,
  putEventInvokeConfig,
  toFunctionEventInvokeConfig,
  updateEventInvokeConfig,
} from '@async-invoke/schemas'
import {
  checkEventInvokeConfigModel,
  checkNotEmpty,
  createAbsentDestinationRefusal,
  orderConfigTests,
} from '@async-invoke/schemas/internal'
import { doesNotExist } from '../admission/missing.ts'
import { destinationPermissionRefusals } from '../admission/permission-refusals.ts'
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
  /** Missing where permissions are not looked at. */
  readonly permissions: RolePermissions | undefined
}

/** The five operations on a function's asynchronous settings (section 10). */
export function eventInvokeConfigOperations(dependencies: ConfigDependencies): ApiHandlers {
  const { references, registry, clock } = dependencies

  const store = (reference: FunctionReference, config: StoredConfig['config']) =>
    json(200, wireForm(dependencies, reference, registry.setConfig(reference, config, clock.nowMs())))

  return {
    async PutFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admitted(request, dependencies)
      return store(reference, putEventInvokeConfig(settings))
    },

    async UpdateFunctionEventInvokeConfig(request) {
      const { reference, settings } = await admitted(request, dependencies)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw hasNoConfig(dependencies, reference)
      return store(reference, updateEventInvokeConfig(stored.config, settings))
    },

    async GetFunctionEventInvokeConfig(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      const stored = registry.configOf(reference)
      if (stored === undefined) throw hasNoConfig(dependencies, reference)
      return json(200, wireForm(dependencies, reference, stored))
    },

    async DeleteFunctionEventInvokeConfig(request) {
      references.refuseModelViolations(request)
      const reference = references.of(request)
      if (!registry.deleteConfig(reference)) throw hasNoConfig(dependencies, reference)
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
        FunctionEventInvokeConfigs: items.map((stored) => wireForm(dependencies, reference, stored)),
        NextMarker,
      })
    },
  }
}

/** What Put and Update ask, through every test of the service. */
async function admitted(request: ApiRequest, dependencies: ConfigDependencies) {
  const { home, references, registry, destinationExists, permissions } = dependencies
  const settings = await readSettings(request)
  const target = (): VersionRecord => registry.find(references.of(request)) ?? throwRefusals(doesNotExist)
  const tests = orderConfigTests<() => unknown>({
    model: () => references.refuseModelViolations(request, checkEventInvokeConfigModel(settings)),
    specified: () => refuse(checkNotEmpty(settings)),
    reference: () => references.of(request),
    target,
    destinations: () => refuse(checkDestinations(settings, { ...home, ...references.of(request) })),
    existence: () => refuseAbsentDestinations(settings, destinationExists),
    permission: async () => {
      const owner = { roleArn: target().settings.Role, functionName: references.of(request).functionName }
      refuse(await destinationPermissionRefusals(settings, owner, permissions))
    },
  })
  for (const test of tests) await test()
  return { reference: references.of(request), settings }
}

/** Far more than any setting needs. */
const maxBytes = 65_536

/** Reads the body of Put and Update. No body asks for nothing; members of a wrong type are refused by name. */
async function readSettings(request: ApiRequest): Promise<EventInvokeConfigRequest> {
  const body = await readJsonObject(request, maxBytes)
  readInteger(body, 'MaximumRetryAttempts')
  readInteger(body, 'MaximumEventAgeInSeconds')
  const destinations = readObject(body, 'DestinationConfig') ?? {}
  for (const side of ['OnSuccess', 'OnFailure']) readString(readObject(destinations, side) ?? {}, 'Destination')
  return body as EventInvokeConfigRequest
}

/** Refuses a function, queue, topic or bucket that is seen not to be there (CFG-14a, CFG-18). */
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

function wireForm({ registry }: ConfigDependencies, { functionName }: FunctionReference, stored: StoredConfig): object {
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
function hasNoConfig({ registry }: ConfigDependencies, reference: FunctionReference): LambdaError {
  const message = `The function ${registry.arnOf(reference)} doesn't have an EventInvokeConfig`
  return new LambdaError('ResourceNotFoundException', message)
}
