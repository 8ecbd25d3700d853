import type { ApiRequest, ApiResponse } from '../http/api-request.ts'
import { ControlRefusal, type Controls, problem } from './answers.ts'

/** Root path of the control API. No path of Lambda's API begins like it. */
export const controlRoot = '/_async-invoke/'

/** Answers a request below {@link controlRoot} by the control of its method and resource. */
export async function dispatch(
  controls: Controls,
  method: string,
  path: string,
  request: ApiRequest,
): Promise<ApiResponse> {
  const [name = '', ...rest] = path.slice(controlRoot.length).split('/')
  const key = `${method} ${name}`
  const control = Object.hasOwn(controls, key) ? controls[key] : undefined
  const decoded = decodedOf(rest.join('/'))
  if (control === undefined || decoded === undefined) return problem(404, `the control API has no ${method} ${path}`)
  try {
    return await control(request, decoded)
  } catch (error) {
    if (error instanceof ControlRefusal) return error.answer
    throw error
  }
}

/** `undefined` if the percent-encoding is invalid. */
function decodedOf(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
