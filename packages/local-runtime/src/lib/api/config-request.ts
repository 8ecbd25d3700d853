import type { EventInvokeConfigRequest } from '@async-invoke/schemas'
import type { ApiRequest } from '../http/api-request.ts'
import { integer, object, readJsonObject, text } from '../http/json-body.ts'

/** Far more than any setting needs. */
const maxBytes = 65_536

/** Reads the body of Put and Update. No body asks for nothing; members of a wrong type are refused by name. */
export async function readConfigRequest(request: ApiRequest): Promise<EventInvokeConfigRequest> {
  const body = await readJsonObject(request, maxBytes)
  integer(body, 'MaximumRetryAttempts')
  integer(body, 'MaximumEventAgeInSeconds')
  const destinations = object(body, 'DestinationConfig') ?? {}
  for (const side of ['OnSuccess', 'OnFailure']) text(object(destinations, side) ?? {}, 'Destination')
  return body as EventInvokeConfigRequest
}
