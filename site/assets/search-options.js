/** How the index is made and asked, alike when it is built and in a browser: ids such as CFG-14e stay whole. */
export const searchOptions = {
  idField: 'address',
  fields: ['heading', 'title', 'text'],
  storeFields: ['heading', 'title'],
  /** @param {string} text */
  tokenize: (text) => text.split(/[^\p{L}\p{N}_$.-]+|[.-]+(?=\s|$)/u).filter((word) => word !== ''),
  searchOptions: {
    boost: { heading: 4, title: 2 },
    prefix: true,
    fuzzy: (/** @type {string} */ word) => (word.length > 5 && !/\d/.test(word) ? 0.15 : false),
    combineWith: /** @type {const} */ ('AND'),
  },
}
