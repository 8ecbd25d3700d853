import { CommandError, UsageError } from '../command-error.ts'
import { signed } from './signed.ts'

/** The control API of a running `dev`. */
export interface ControlClient {
  readonly endpoint: string
  /**
   * Reads a resource as JSON.
   *
   * @throws {@link CommandError} when there is no runtime, or it refuses the request; {@link UsageError} for its 400
   */
  get<Answer>(path: string): Promise<Answer>
  /** As {@link get}; `undefined` if the resource does not exist. */
  find<Answer>(path: string): Promise<Answer | undefined>
  /** Reads a text as it is; `undefined` if it does not exist. */
  findText(path: string): Promise<string | undefined>
  send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
}

/**
 * Creates a client. Requests are signed with the keys of this shell, and carry the token in `ASYNC_INVOKE_TOKEN`.
 *
 * @param flag - that names the endpoint, for messages
 */
export function createControlClient(endpoint: string, flag = '--endpoint'): ControlClient {
  const request = async (method: string, path: string, body = ''): Promise<Response> => {
    const url = `${endpoint}/_async-invoke/${path}`
    const { ASYNC_INVOKE_TOKEN: token = '' } = process.env
    const headers = await signed(method, url, body, token === '' ? {} : { 'X-Async-Invoke-Token': token })
    const init = { method, headers, ...(body !== '' && { body }) }
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw new CommandError(
        `no runtime answers at ${endpoint}; start one with 'async-invoke dev', or name it with ${flag}`,
        { cause },
      )
    })
    // Every answer of the runtime has the id of its request.
    if (response.headers.has('x-amzn-requestid')) return response
    throw new CommandError(`the server at ${endpoint} is not 'async-invoke dev': ${response.status}; check ${flag}`)
  }

  const refused = async (response: Response): Promise<CommandError> => {
    const message = messageIn(await response.text())
    // Parameters of a query have the names of flags.
    if (response.status === 400) return new UsageError(message.replace(/^[a-z]+ must be /, '--$&'))
    if (response.status !== 403) return new CommandError(message)
    return new CommandError(
      `${message}. Set ASYNC_INVOKE_TOKEN to the token in the URL of the page that dev prints, or set its AWS keys`,
    )
  }

  const accepted = async (response: Response): Promise<Response> => {
    if (!response.ok) throw await refused(response)
    return response
  }
  const found = async (path: string): Promise<Response | undefined> => {
    const response = await request('GET', path)
    return response.status === 404 ? undefined : accepted(response)
  }

  return {
    endpoint,
    get: async <Answer>(path: string) => (await (await accepted(await request('GET', path))).json()) as Answer,
    find: async <Answer>(path: string) => (await (await found(path))?.json()) as Answer | undefined,
    findText: async (path) => (await found(path))?.text(),
    async send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
      const text = body === undefined ? '' : JSON.stringify(body)
      const response = await accepted(await request(method, path, text))
      return (response.status === 204 ? {} : await response.json()) as Answer
    },
  }
}

function messageIn(text: string): string {
  try {
    const { message, Message } = JSON.parse(text) as { message?: string; Message?: string }
    return message ?? Message ?? text
  } catch {
    return text
  }
}
