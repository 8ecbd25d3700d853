// Polls the control API.

/** Root of the control API: the parent of this folder. */
export const root = new URL('../', import.meta.url)
/** Polling interval in milliseconds. Polling does not keep skipped time from jumping. */
const pollMs = 1_000

/**
 * Gets a resource of the control API. Throws without a response, and with the API's message for an error.
 *
 * @param {string} path
 */
export async function get(path) {
  const response = await fetch(new URL(path, root), { cache: 'no-store' })
  if (!response.ok) throw new Error((await response.json()).message)
  return response.json()
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
