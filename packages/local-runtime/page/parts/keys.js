// The keyboard: j and k, Enter, /, ?, Esc.
import { byId, focusOnceShown } from './elements.js'
import { filter, readRoute } from './route.js'

/**
 * Connects the keys of the page.
 *
 * @param {() => { move(by: number): void, open(): void } | undefined} list the list of events, if it is shown
 */
export function connectKeys(list) {
  const help = /** @type {HTMLDialogElement} */ (byId('help'))
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return
    const target = /** @type {HTMLElement} */ (event.target)
    const isTyping = target.matches('input, select, textarea')
    if (event.key === 'Escape') {
      if (isTyping) target.blur()
      else if (readRoute(location.hash).query.has('event')) filter({ event: undefined })
      return
    }
    if (isTyping) return
    const act = {
      j: () => list()?.move(1),
      k: () => list()?.move(-1),
      '/': () => search(),
      '?': () => help.showModal(),
      Enter: target.matches('a, button, summary') ? undefined : () => list()?.open(),
    }[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
}

/** Goes to the search of the events, wherever the page is. */
function search() {
  if (readRoute(location.hash).view !== 'events') location.hash = '#/events'
  // A narrow window shows an event in place of the list.
  else if (!byId('search').checkVisibility()) filter({ event: undefined })
  focusOnceShown('search')
}
