import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Finds a program in one of the folders or on the path. */
export function findProgram(name: string, folders: readonly string[] = []): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter)
  return [...folders, ...onPath].map((folder) => join(folder, name)).find(canRun)
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
