// Talks to the control API.

/** Root of the control API: the folder of the document. */
const root = new URL('.', document.baseURI)
/** Wait before the next try after a lost connection, in milliseconds. */
const retryMs = 1_000

/** The token of this start, from the document: no other page can read it. */
const token = document.querySelector('meta[name="async-invoke-token"]')?.getAttribute('content') ?? ''

/**
 * Sends a request to the control API and reads the JSON of its answer. Throws without a response, and with the sentence of
 * the API or the service for an error.
 *
 * @param {string} path
 * @param {RequestInit} [init] GET by default
 */
export async function send(path, init) {
  const response = await request(path, init)
  const answer = response.status === 204 ? {} : await response.json()
  if (!response.ok) throw new Error(answer.message ?? answer.Message ?? `status ${response.status}`)
  return answer
}

/**
 * Reads a text, such as a payload, as it was sent; `undefined` if it is not kept.
 *
 * @param {string} path
 */
export async function readText(path) {
  const response = await request(path)
  return response.ok ? response.text() : undefined
}

/**
 * Follows the changes of the runtime as it streams them, and connects again when the stream ends. The page that is not
 * visible listens to nothing.
 *
 * @param {(health: any) => void} onChange
 * @param {(online: boolean) => void} onLine called when the connection is there, or lost
 */
export function follow(onChange, onLine) {
  /** @type {AbortController | undefined} */
  let connection
  const listen = async () => {
    connection = new AbortController()
    const { signal } = connection
    try {
      const { body } = await request('changes', { signal })
      onLine(true)
      const reader = /** @type {ReadableStream<any>} */ (body).pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const messages = (text + part.value).split('\n\n')
        text = messages.pop() ?? ''
        const newest = messages.findLast((message) => message.startsWith('data: '))
        if (newest !== undefined) onChange(JSON.parse(newest.slice(6)))
      }
    } catch (error) {
      if (!signal.aborted) console.warn(error)
    }
    if (signal.aborted) return
    onLine(false)
    setTimeout(listen, retryMs)
  }
  document.addEventListener('visibilitychange', () => {
    connection?.abort()
    if (document.visibilityState === 'visible') void listen()
  })
  void listen()
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
function request(path, init) {
  return fetch(new URL(path, root), { cache: 'no-store', headers: { 'X-Async-Invoke-Token': token }, ...init })
}
