import type { ApiHandlers, ApiResponse } from '../http/api-request.ts'
import { newRequestId } from '../ids/request-id.ts'

/** A request to one of the runtime's own operations. */
export interface OperationCall {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

/** Calls operations by name, in this process, as a client of the API does. Rejects with their refusals. */
export type CallOperation = (operation: string, call: OperationCall) => Promise<ApiResponse>

export function createCallOperation(handlers: ApiHandlers): CallOperation {
  return async (operation, { params = {}, query = {}, body }) => {
    const handler = handlers[operation]
    if (handler === undefined) throw new Error(`there is no operation ${operation}`)
    const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body))
    return handler({
      ...{ requestId: newRequestId(), operation, params, query: new URLSearchParams(query) },
      header: () => undefined,
      body: async (limit) => (bytes.length > limit ? { tooLarge: bytes.length } : { bytes }),
    })
  }
}
