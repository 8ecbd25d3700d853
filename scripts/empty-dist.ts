/** Removes what earlier builds of the package in the current folder have left: files without a source would be published. */
import { rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
