// Asks the runtime what is new.

/** Where the control API is: beside this folder. */
export const root = new URL('../', import.meta.url)
/** Between two looks, in milliseconds. Looking on does not keep skipped time from jumping. */
const lookMs = 1_000

/**
 * An answer of the control API; throws when there is none, or when it is a refusal.
 *
 * @param {string} path
 */
export async function ask(path) {
  const response = await fetch(new URL(path, root), { cache: 'no-store' })
  if (!response.ok) throw new Error((await response.json()).message)
  return response.json()
}

/**
 * Looks once a second while the page is to be seen, one look after the other. The function it gives looks at once.
 *
 * @param {() => Promise<void>} look
 * @param {(answers: boolean) => void} told whether the runtime answers
 */
export function follow(look, told) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let looking = false
  let again = false
  const round = async () => {
    if (looking) {
      again = true
      return
    }
    looking = true
    clearTimeout(timer)
    try {
      do {
        again = false
        await look()
      } while (again)
      told(true)
    } catch (error) {
      console.warn(error)
      told(false)
    }
    looking = false
    timer = setTimeout(() => document.visibilityState === 'visible' && round(), lookMs)
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && round())
  void round()
  return round
}
