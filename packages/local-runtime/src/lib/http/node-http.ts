/**
 * The server of `node:http`. Importing the module reads all of its exports, and one of them loads another HTTP client: half as
 * much again as the start of Node.js.
 */
export const { createServer } = process.getBuiltinModule('node:http')
