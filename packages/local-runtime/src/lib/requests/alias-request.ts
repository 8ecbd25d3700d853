import type { AliasRequest } from '../admission/alias-rules.ts'
import { type JsonObject, readNumberMap, readObject, readString } from '../http/json-body.ts'
import type { AliasRecord } from '../registry/function-record.ts'

/**
 * Reads the alias in a request.
 *
 * @param name - from the path for UpdateAlias, from the body for CreateAlias
 *
 * @throws {@link LambdaError} when a member has the wrong type
 */
export function readAliasRequest(body: JsonObject, name: string | undefined): AliasRequest {
  const routing = readObject(body, 'RoutingConfig')
  return {
    name,
    functionVersion: readString(body, 'FunctionVersion'),
    description: readString(body, 'Description'),
    weights: routing && readNumberMap(routing, 'AdditionalVersionWeights'),
  }
}

/** Reads the second version from weights that passed the checks. */
export function readAdditionalVersion(weights: Readonly<Record<string, number | null>>): AliasRecord['additional'] {
  const [first] = Object.entries(weights)
  return first && { version: first[0], weight: first[1] ?? 0 }
}
