// Polls the control API.

/** Root of the control API: the parent of this folder. */
const root = new URL('../', import.meta.url)
/** Polling interval in milliseconds. Polling does not keep skipped time from jumping. */
const pollMs = 1_000

/** The token of this start, from the document: no other page can read it. */
const token = document.querySelector('meta[name="async-invoke-token"]')?.getAttribute('content') ?? ''

/**
 * Sends a request to the control API. Throws without a response, and with the API's message for an error.
 *
 * @param {string} path
 * @param {RequestInit} [init] GET by default
 */
export async function send(path, init) {
  const headers = { 'X-Async-Invoke-Token': token }
  const response = await fetch(new URL(path, root), { cache: 'no-store', headers, ...init })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  return answer
}

/**
 * Calls `refresh` once a second while the page is visible, one call at a time. The returned function calls it at once.
 *
 * @param {() => Promise<void>} refresh
 * @param {(online: boolean) => void} onPolled called after each call of `refresh`, with whether it succeeded
 */
export function follow(refresh, onPolled) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let refreshing = false
  let again = false
  const poll = async () => {
    if (refreshing) {
      again = true
      return
    }
    refreshing = true
    clearTimeout(timer)
    try {
      do {
        again = false
        await refresh()
      } while (again)
      onPolled(true)
    } catch (error) {
      console.warn(error)
      onPolled(false)
    }
    refreshing = false
    timer = setTimeout(() => document.visibilityState === 'visible' && poll(), pollMs)
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && poll())
  void poll()
  return poll
}
