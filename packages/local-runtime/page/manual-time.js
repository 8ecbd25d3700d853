// Advances manual time.
import { byId } from './elements.js'
import { send } from './follow.js'
import { momentOf, timeText } from './format.js'

/**
 * Connects the forms that advance manual time.
 *
 * @param {() => Promise<void>} refresh called after each advance
 */
export function connectTimeControls(refresh) {
  const fieldOf = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) =>
    String(new FormData(form).get(name))
  connect('advance-by', (form) => ({ advanceSeconds: Number(fieldOf(form, 'seconds')) }), refresh)
  connect('advance-next', () => ({ advanceToNextDue: true }), refresh)
  connect('advance-to', (form) => ({ advanceTo: momentOf(fieldOf(form, 'moment')) ?? '' }), refresh)
}

/**
 * @param {string} id
 * @param {(form: HTMLFormElement) => Parameters<typeof advance>[0]} goalOf
 * @param {() => Promise<void>} refresh
 */
function connect(id, goalOf, refresh) {
  const form = /** @type {HTMLFormElement} */ (byId(id))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const buttons = [...byId('controls').querySelectorAll('button')]
    for (const button of buttons) button.disabled = true
    byId('advanced').textContent = 'Advancing: events that come due are running.'
    try {
      const { now } = await advance(goalOf(form))
      byId('advanced').textContent = `It is ${timeText(now)} UTC.`
    } catch (error) {
      byId('advanced').textContent = error instanceof Error ? error.message : String(error)
    }
    for (const button of buttons) button.disabled = false
    form.querySelector('button')?.focus()
    void refresh()
  })
}

/**
 * Advances manual time and resolves with the clock. Throws with the API's message for an error.
 *
 * @param {{ advanceSeconds: number } | { advanceTo: string } | { advanceToNextDue: true }} goal
 */
async function advance(goal) {
  return send('clock', { method: 'POST', body: JSON.stringify(goal) })
}
