/** SQLite as Node.js brings it; asked for by name, because on a Node.js without it even the import of this file would fail. */
export const sqlite = sqliteOrThrow()

function sqliteOrThrow(): typeof import('node:sqlite') {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const old = major < 22 || (major === 22 && minor < 13)
  const found = old ? undefined : process.getBuiltinModule('node:sqlite')
  if (found !== undefined) return found
  const error = new Error(
    `@async-invoke/queue-store-sqlite needs Node.js 22.13 or later for node:sqlite; this is ${process.version}`,
  )
  // The caller's line tells nothing here: what has to change is the Node.js.
  error.stack = error.message
  throw error
}
