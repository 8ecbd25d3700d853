// Builds elements. Data of events is inserted as text, never as markup.

/** The item, as JSON, that each child of a list was built from. */
const contents = new WeakMap()

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
 * Shows `items` as the children of `parent`, in their order. A child whose item has not changed is reused, so that
 * selection, focus and open details within it are kept.
 *
 * @template Item
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {(item: Item) => string} keyOf
 * @param {(item: Item) => Element} view
 * @param {string} nothing shown when there are no items
 */
export function showList(parent, items, keyOf, view, nothing) {
  const known = new Map([...parent.children].map((child) => [child.getAttribute('data-key'), child]))
  const focused = document.activeElement?.closest('[data-key]')?.getAttribute('data-key')
  const children = items.map((item) => {
    const [key, content] = [keyOf(item), JSON.stringify(item)]
    const before = known.get(key)
    if (before !== undefined && contents.get(before) === content) return before
    const created = view(item)
    created.setAttribute('data-key', key)
    contents.set(created, content)
    return created
  })
  if (children.length === 0) children.push(element(parent.tagName === 'OL' ? 'li' : 'p', { class: 'empty' }, nothing))
  const same =
    children.length === parent.children.length && children.every((child, at) => child === parent.children[at])
  if (same) return
  parent.replaceChildren(...children)
  if (focused === null || focused === undefined) return
  const again = children.find((child) => child.getAttribute('data-key') === focused)
  const target = again?.querySelector('a, summary, button')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
