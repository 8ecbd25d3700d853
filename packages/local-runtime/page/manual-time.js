// Moves time that is held.
import { byId } from './elements.js'
import { root } from './follow.js'
import { momentOf, timeText } from './format.js'

/**
 * Makes the controls for held time work.
 *
 * @param {() => Promise<void>} look called after every move
 */
export function manualTimeControls(look) {
  const fieldOf = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) =>
    String(new FormData(form).get(name))
  movesTime('advance-by', (form) => ({ advanceSeconds: Number(fieldOf(form, 'seconds')) }), look)
  movesTime('advance-next', () => ({ advanceToNextDue: true }), look)
  movesTime('advance-to', (form) => ({ advanceTo: momentOf(fieldOf(form, 'moment')) ?? '' }), look)
}

/**
 * @param {string} id
 * @param {(form: HTMLFormElement) => Parameters<typeof moveTime>[0]} moveOf
 * @param {() => Promise<void>} look
 */
function movesTime(id, moveOf, look) {
  const form = /** @type {HTMLFormElement} */ (byId(id))
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const buttons = [...byId('controls').querySelectorAll('button')]
    for (const button of buttons) button.disabled = true
    byId('advanced').textContent = 'Time moves; what comes due runs.'
    try {
      const { now } = await moveTime(moveOf(form))
      byId('advanced').textContent = `It is ${timeText(now)} UTC.`
    } catch (error) {
      byId('advanced').textContent = error instanceof Error ? error.message : String(error)
    }
    for (const button of buttons) button.disabled = false
    form.querySelector('button')?.focus()
    void look()
  })
}

/**
 * Moves held time and resolves with the clock; throws with what the runtime says when it does not.
 *
 * @param {{ advanceSeconds: number } | { advanceTo: string } | { advanceToNextDue: true }} move
 */
async function moveTime(move) {
  const response = await fetch(new URL('clock', root), { method: 'POST', body: JSON.stringify(move) })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.message)
  return answer
}
