import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'

/** More than a process gives back that has just ended, and than another one needs. */
const enough = 8

/** The error of opening some more files here; `undefined` if there is room for them. */
export function lackOfFiles(): Error | undefined {
  const opened: number[] = []
  try {
    while (opened.length < enough) opened.push(openSync(devNull, 'r'))
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    for (const file of opened) closeSync(file)
  }
}
