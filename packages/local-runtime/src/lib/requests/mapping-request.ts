import { isObject, type JsonObject, readInteger, readObject, readString, readStringList } from '../http/json-body.ts'

/**
 * Reads the settings of an event source mapping from a body. A member that is missing leaves a setting as it is; a structure
 * without content removes it.
 */
export function readMappingRequest(body: JsonObject) {
  const scaling = readObject(body, 'ScalingConfig')
  const criteria = readObject(body, 'FilterCriteria')
  return {
    batchSize: readInteger(body, 'BatchSize'),
    windowSeconds: readInteger(body, 'MaximumBatchingWindowInSeconds'),
    filters: criteria === undefined ? undefined : readPatterns(criteria),
    responseTypes: body.FunctionResponseTypes === undefined ? undefined : readStringList(body, 'FunctionResponseTypes'),
    maxConcurrency: scaling === undefined ? undefined : (readInteger(scaling, 'MaximumConcurrency') ?? null),
    startingPosition: readString(body, 'StartingPosition'),
    hasDestination: Object.keys(readObject(body, 'DestinationConfig') ?? {}).length > 0,
  }
}

/** The patterns of filter criteria; `undefined` for a filter without one. */
function readPatterns(criteria: JsonObject): readonly (string | undefined)[] {
  const filters = Array.isArray(criteria.Filters) ? criteria.Filters : []
  return filters.map((filter) => (isObject(filter) ? readString(filter, 'Pattern') : undefined))
}
