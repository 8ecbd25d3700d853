// The view and its filters, as the address bar has them: #/events?state=waiting&q=stock&event=2b9e6c1a-…

/** @typedef {{ readonly view: string, readonly query: URLSearchParams }} Route */

/**
 * Reads the hash of the address; an unknown one is the overview.
 *
 * @example readRoute('#/events?state=waiting').view // 'events'
 * @param {string} hash
 * @returns {Route}
 */
export function readRoute(hash) {
  const [, view = 'overview', query = ''] = /^#\/([a-z]+)(?:\?(.*))?$/s.exec(hash) ?? []
  return { view, query: new URLSearchParams(query) }
}

/**
 * The hash of a view. An empty or undefined filter is left out.
 *
 * @example hashOf('events', { state: 'waiting', q: '' }) // '#/events?state=waiting'
 * @param {string} view
 * @param {Record<string, string | undefined>} [filters]
 */
export function hashOf(view, filters = {}) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value)
  const text = query.toString()
  return `#/${view}${text === '' ? '' : `?${text}`}`
}

/**
 * Changes filters of the present view, and keeps the others.
 *
 * @param {Record<string, string | undefined>} filters
 */
export function filter(filters) {
  const { view, query } = readRoute(location.hash)
  location.hash = hashOf(view, { ...Object.fromEntries(query), ...filters })
}
