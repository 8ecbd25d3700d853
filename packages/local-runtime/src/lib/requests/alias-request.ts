import type { AliasRequest } from '../admission/alias-rules.ts'
import { type JsonObject, readNumberMap, readObject, readString } from '../http/json-body.ts'
import type { AliasRecord } from '../registry/function-record.ts'

/** Reads an alias of a request, its name from the path or from the body; refuses members of another type. */
export function aliasRequestIn(body: JsonObject, name: string | undefined): AliasRequest {
  const routing = readObject(body, 'RoutingConfig')
  return {
    name,
    functionVersion: readString(body, 'FunctionVersion'),
    description: readString(body, 'Description'),
    weights: routing && readNumberMap(routing, 'AdditionalVersionWeights'),
  }
}

/** The second version that admitted weights name. */
export function additionalIn(weights: Readonly<Record<string, number | null>>): AliasRecord['additional'] {
  const [first] = Object.entries(weights)
  return first && { version: first[0], weight: first[1] ?? 0 }
}
