/**
 * Node.js program in an execution environment. It is started as
 * `node bootstrap.js <folder> <handler> <file or empty> <project> <watch or empty>`, and imports nothing from outside of its
 * folder.
 */
import { serveFunction } from './serve-function.ts'

serveFunction(process.argv.slice(2))
