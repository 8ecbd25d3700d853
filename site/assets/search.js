import MiniSearch from './minisearch.js'
import { searchOptions } from './search-options.js'

const maxResults = 12
const root = document.documentElement.dataset.root
const form = document.querySelector('.search')
const input = form.querySelector('input')
const list = form.querySelector('ul')

/** The index is loaded when a reader first turns to the search. */
let index
const loadIndex = () => {
  index ??= fetch(new URL('search-index.json', import.meta.url))
    .then((response) => response.text())
    .then((text) => MiniSearch.loadJSON(text, searchOptions))
  return index
}

const show = async () => {
  const query = input.value.trim()
  const found = query === '' ? [] : (await loadIndex()).search(query).slice(0, maxResults)
  if (query !== input.value.trim()) return
  list.replaceChildren(...found.map(itemOf))
  if (query !== '' && found.length === 0)
    list.append(Object.assign(document.createElement('li'), { textContent: 'Nothing found' }))
  list.hidden = query === ''
}

const itemOf = ({ id, heading, title }) => {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = `${root}${id}`
  link.textContent = heading
  if (title !== heading) link.append(Object.assign(document.createElement('small'), { textContent: title }))
  item.append(link)
  return item
}

input.addEventListener('focus', loadIndex)
input.addEventListener('input', show)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  list.querySelector('a')?.click()
})
form.addEventListener('keydown', (event) => {
  const links = [input, ...list.querySelectorAll('a')]
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (event.key === 'Escape') list.hidden = true
  else if (step !== undefined) {
    event.preventDefault()
    links.at((links.indexOf(document.activeElement) + step) % links.length).focus()
  }
})
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, textarea')) return
  event.preventDefault()
  input.focus()
})
document.addEventListener('click', (event) => {
  if (!form.contains(event.target)) list.hidden = true
})
form.hidden = false
