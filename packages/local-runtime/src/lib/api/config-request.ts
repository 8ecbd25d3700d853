import type { EventInvokeConfigRequest } from '@async-invoke/schemas'
import type { ApiRequest } from './api-request.ts'
import { jsonFault } from './json-payload.ts'
import { LambdaError } from './lambda-error.ts'

/** Far more than any setting needs. */
const maxBytes = 65_536

/** Reads the body of Put and Update. No body asks for nothing; members of a wrong type are refused by name. */
export async function readConfigRequest(request: ApiRequest): Promise<EventInvokeConfigRequest> {
  const body = await request.body(maxBytes)
  if ('tooLarge' in body) throw unreadable(`the body has ${body.tooLarge} bytes, more than ${maxBytes}`)
  const text = new TextDecoder().decode(body.bytes)
  if (text === '') return {}
  const fault = jsonFault(text)
  if (fault !== undefined) throw unreadable(fault)
  const value: unknown = JSON.parse(text)
  const wrong = wrongType(value)
  if (wrong !== undefined) throw unreadable(wrong)
  return value as EventInvokeConfigRequest
}

/** The service's first clause; the rest of the sentence is ours, for want of recordings. */
function unreadable(reason: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`)
}

function wrongType(value: unknown): string | undefined {
  if (!isObject(value)) return 'the body is not an object'
  for (const member of ['MaximumRetryAttempts', 'MaximumEventAgeInSeconds'])
    if (!isAbsent(value[member]) && !Number.isInteger(value[member])) return `${member} is not an integer`
  const { DestinationConfig } = value
  if (isAbsent(DestinationConfig)) return undefined
  if (!isObject(DestinationConfig)) return 'DestinationConfig is not an object'
  for (const side of ['OnSuccess', 'OnFailure']) {
    const given = DestinationConfig[side]
    if (isAbsent(given)) continue
    if (!isObject(given)) return `DestinationConfig.${side} is not an object`
    if (!isAbsent(given.Destination) && typeof given.Destination !== 'string')
      return `DestinationConfig.${side}.Destination is not a string`
  }
  return undefined
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
