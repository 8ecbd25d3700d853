/**
 * SQLite from Node.js, loaded at run time: a static import would fail on a Node.js without it before we can say why.
 */
export const sqlite = sqliteOrThrow()

function sqliteOrThrow(): typeof import('node:sqlite') {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const old = major < 22 || (major === 22 && minor < 13)
  const found = old ? undefined : process.getBuiltinModule('node:sqlite')
  if (found !== undefined) return found
  const error = new Error(
    `@async-invoke/queue-store-sqlite needs Node.js 22.13 or later for node:sqlite; this is ${process.version}`,
  )
  // A stack trace would not help: the user needs another Node.js.
  error.stack = error.message
  throw error
}
