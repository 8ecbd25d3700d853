// Builds elements. Data of events is inserted as text, never as markup.

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/**
 * Creates an element with attributes and children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes, ...children) {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value)
  created.append(...children)
  return created
}

/**
 * Creates an element of a drawing.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
export function shape(tag, attributes, ...children) {
  const created = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value))
  created.append(...children)
  return created
}

/**
 * Creates a button.
 *
 * @param {string} text
 * @param {() => unknown} act
 * @param {Record<string, string>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const created = element('button', { type: 'button', ...attributes }, text)
  created.addEventListener('click', () => void act())
  return created
}

/**
 * Replaces the children of `parent`, unless `content` is what it was built from before: focus, scroll positions and open
 * details stay as long as nothing changes.
 *
 * @param {Element} parent
 * @param {unknown} content
 * @param {() => (Node | string)[]} build
 */
export function show(parent, content, build) {
  const text = JSON.stringify(content)
  if (contents.get(parent) === text) return
  contents.set(parent, text)
  const focused = parent.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : undefined
  const open = [...parent.querySelectorAll('details[open][data-key]')].map((details) =>
    details.getAttribute('data-key'),
  )
  parent.replaceChildren(...build())
  for (const details of parent.querySelectorAll('details[data-key]'))
    if (open.includes(details.getAttribute('data-key'))) details.setAttribute('open', '')
  if (!focused) return
  const again = parent.querySelector(`[data-key=${JSON.stringify(focused)}]`)
  if (again instanceof HTMLElement || again instanceof SVGElement) again.focus({ preventScroll: true })
}

/** @type {WeakMap<Element, string>} */
const contents = new WeakMap()

/**
 * Says something to users of screen readers.
 *
 * @param {string} text
 */
export function announce(text) {
  byId('announcer').textContent = text
}

/**
 * Shows an empty state: what is missing, and the next step.
 *
 * @param {string} text
 * @param {string} [command]
 */
export function empty(text, command) {
  return element('div', { class: 'empty' }, text, ...(command === undefined ? [] : [element('pre', {}, command)]))
}

/** Whether the page shows a file, in which nothing can be changed. */
export function isRecorded() {
  return document.body.classList.contains('recorded')
}

/**
 * Focuses an element that the page is about to show.
 *
 * @param {string} id
 * @param {number} [tries]
 */
export function focusOnceShown(id, tries = 100) {
  const shown = document.getElementById(id)
  shown?.focus()
  if (tries > 0 && (shown === null || document.activeElement !== shown))
    setTimeout(() => focusOnceShown(id, tries - 1), 50)
}
