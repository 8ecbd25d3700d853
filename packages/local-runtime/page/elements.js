// Builds elements. Whatever comes from events goes in as text, never as markup.

/** What each child of a list was made from. */
const contents = new WeakMap()

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id))

/**
 * An element with attributes and children.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/**
 * Makes the children of `parent` those of `items`, in their order. A child whose item has not changed stays as it is, with
 * what is selected, opened or focused in it.
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
    const made = view(item)
    made.setAttribute('data-key', key)
    contents.set(made, content)
    return made
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
