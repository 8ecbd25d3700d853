import shared from '../vitest.shared.ts'

/** Examples use the packages as a stranger does: built, and loaded by Node.js itself, which also costs least. */
export default {
  test: { ...shared.test, maxWorkers: 1, server: { deps: { external: [/\/packages\/[^/]+\/dist\//] } } },
}
