/** Writes the joined page to `dist/page`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { joinedPage } from './joined-page.ts'

const folder = new URL('../dist/page/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(await joinedPage())) writeFileSync(new URL(name, folder), text)
