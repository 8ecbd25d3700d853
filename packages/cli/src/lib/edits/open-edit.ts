import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CommandError, UsageError } from '../command-error.ts'
import { refuseNoModule } from '../named-pipe.ts'
import { parseJson } from '../parse-json.ts'
import { textOfFile } from '../text/whole-text.ts'
import { withinAMinute } from '../within-a-minute.ts'
import { parseExactly } from './exact-json.ts'
import { mergePatch } from './merge-patch.ts'

/** Result of an edit: the new payload, or why the event is not sent; left out where the edit wants it so. */
export type Edited = { readonly payload: string } | { readonly reason: string; readonly isLeftOut?: true }

/**
 * Changes the payload of one event. A payload that stays as it was keeps its bytes.
 *
 * @param outcome - its outcome, as `read --json` prints it
 */
export type Edit = (payload: string, outcome: object) => Promise<Edited>

/** Changes a parsed payload. It may throw, and `undefined` means that the event is not to be sent. */
type Change = (payload: unknown, outcome: object) => unknown

/**
 * Opens an edit: a JSON file with a merge patch, or a module whose default export takes the payload and the description
 * of its outcome and returns the new payload, or nothing to leave the event out.
 *
 * @throws {@link CommandError} when the file cannot be read or loaded; {@link UsageError} when it is no edit
 */
export async function openEdit(path: string): Promise<Edit> {
  const change = await (path.endsWith('.json') ? readPatch(path) : loadModule(path))
  return async (payload, outcome) => {
    try {
      const parsed = parseExactly(payload)
      // A module may change the value itself.
      const before = JSON.stringify(parsed)
      const edited = JSON.stringify(await change(parsed, outcome))
      if (edited === undefined) return { reason: 'left out by --edit', isLeftOut: true }
      return { payload: edited === before ? payload : edited }
    } catch (error) {
      return { reason: `cannot be edited: ${error instanceof Error ? error.message : error}` }
    }
  }
}

async function readPatch(path: string): Promise<Change> {
  let patch: unknown
  try {
    patch = parseJson(await textOfFile(path), parseExactly)
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw new UsageError(`--edit ${path} cannot be parsed: ${cause.message}`, { cause })
    throw new CommandError(`cannot read --edit ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  if (typeof patch === 'object' && patch !== null && !Array.isArray(patch))
    return (payload) => mergePatch(payload, patch)
  const given = Array.isArray(patch) ? 'an array' : JSON.stringify(patch)
  throw new UsageError(`--edit ${path} is no JSON merge patch (RFC 7386), which is an object, but ${given}`)
}

async function loadModule(path: string): Promise<Change> {
  let loaded: { readonly default?: unknown }
  try {
    refuseNoModule(path)
    loaded = await withinAMinute('it', import(pathToFileURL(resolve(path)).href))
  } catch (cause) {
    throw new CommandError(`cannot load --edit ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
  const { default: change } = loaded
  if (typeof change !== 'function') throw new UsageError(`--edit ${path} has no function as its default export`)
  return (payload, outcome) => withinAMinute('its result', change(payload, outcome))
}
