import { shorten } from '@async-invoke/schemas/internal'
import { EngineError } from '../engine-error.ts'
import { errorObject } from '../functions/error-object.ts'

/**
 * Writes an event as its sender would, by `JSON.stringify`; `undefined` becomes `{}`.
 *
 * @param name - of the event in messages
 * @throws {@link EngineError} with code `invalid-payload` if there is no JSON of it
 */
export function eventText(name: string, event: unknown): string {
  if (event === undefined) return '{}'
  let text: string | undefined
  try {
    text = JSON.stringify(event)
  } catch (cause) {
    const [problem = ''] = String(errorObject(cause).errorMessage).split('\n')
    throw new EngineError('invalid-payload', `${name} is not JSON: ${shorten(problem)}`, { cause })
  }
  if (text === undefined)
    throw new EngineError('invalid-payload', `${name} is a ${typeof event}, which JSON cannot represent`)
  return text
}
