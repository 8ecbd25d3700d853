import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { EmittedFile } from './emitted-files.ts'

export async function writeFiles(files: readonly EmittedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    console.log(`wrote ${path}`)
  }
}
