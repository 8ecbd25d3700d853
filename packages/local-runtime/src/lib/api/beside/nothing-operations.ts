import { checkMember, type ModelRule } from '../../admission/model-rules.ts'
import { type ApiHandler, type ApiHandlers, type ApiRequest, json } from '../../http/api-request.ts'
import { LambdaError } from '../../http/lambda-error.ts'
import { refuse } from '../../http/refuse.ts'
import { checkMaxItems, paginate } from '../../requests/pages.ts'
import type { BesideDependencies } from './beside-dependencies.ts'
import { findQualifiedFunction, noSuchResource } from './qualified-function.ts'

const layerNameRule: ModelRule = {
  maxLength: 140,
  pattern: '(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+',
}
const layerVersionRule: ModelRule = {
  required: true,
  maxLength: 140,
  pattern: 'arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+',
}

/**
 * Reads of what a runtime has none of: layers, durable executions, capacity providers and resource policies. Lists
 * are empty, and a resource by name does not exist (FNC-11). Creating one is not implemented.
 */
export function nothingOperations(dependencies: BesideDependencies): ApiHandlers {
  const { references, home, view } = dependencies

  const emptyList =
    (member: string, maxItems: number, check: (request: ApiRequest) => void = () => undefined): ApiHandler =>
    async (request) => {
      refuse(checkMaxItems(request, maxItems))
      check(request)
      const { items, NextMarker } = paginate(request, [], () => '', maxItems)
      return json(200, { [member]: items, NextMarker })
    }
  const absent: ApiHandler = async () => {
    throw noSuchResource()
  }
  const findFunction = (request: ApiRequest): void => {
    references.refuseModelViolations(request)
    findQualifiedFunction(references.of(request), dependencies)
  }

  const layerArn = (name: string): string =>
    name.startsWith('arn:')
      ? name
      : `arn:${home.partition ?? 'aws'}:lambda:${home.region}:${home.accountId}:layer:${name}`
  const checkLayer = ({ params }: ApiRequest): string => {
    const { LayerName = '', VersionNumber = '' } = params
    refuse([
      ...checkMember('layerName', LayerName, layerNameRule),
      ...(params.VersionNumber === undefined ? [] : checkMember('versionNumber', VersionNumber, { pattern: '-?\\d+' })),
    ])
    return `${layerArn(LayerName)}:${VersionNumber}`
  }
  const absentLayerVersion: ApiHandler = async (request) => {
    const message = `Layer version ${checkLayer(request)} does not exist.`
    throw new LambdaError('ResourceNotFoundException', message)
  }

  return {
    ListLayers: emptyList('Layers', 50),
    ListLayerVersions: emptyList('LayerVersions', 50, checkLayer),
    async GetLayerVersion(request) {
      checkLayer(request)
      throw noSuchResource()
    },
    async GetLayerVersionByArn(request) {
      refuse(checkMember('arn', request.query.get('Arn') ?? undefined, layerVersionRule))
      throw noSuchResource()
    },
    GetLayerVersionPolicy: absentLayerVersion,
    RemoveLayerVersionPermission: absentLayerVersion,
    async DeleteLayerVersion(request) {
      checkLayer(request)
      return { status: 204 }
    },

    ListDurableExecutionsByFunction: emptyList('DurableExecutions', 1_000, findFunction),
    GetDurableExecution: absent,
    GetDurableExecutionHistory: absent,
    GetDurableExecutionState: absent,

    ListCapacityProviders: emptyList('CapacityProviders', 50),
    ListFunctionVersionsByCapacityProvider: absent,
    GetCapacityProvider: absent,

    GetResourcePolicy: absent,
    DeleteResourcePolicy: absent,

    async GetFunctionScalingConfig(request) {
      findFunction(request)
      const { functionName, qualifier } = references.of(request)
      return json(200, { FunctionArn: view.arn(functionName, qualifier) })
    },
  }
}
