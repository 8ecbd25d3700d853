import { readFile, rename, writeFile } from 'node:fs/promises'
import type { ScenarioFindings } from '../report/endpoint-report.ts'

/** Results of a run that a later one goes on from. */
export interface SavedResults {
  /** Results by scenario, without those that were not run. */
  readonly results: readonly ScenarioFindings[]
  /** Adds a result, and writes the file. */
  add(result: ScenarioFindings): Promise<void>
}

/** What results depend on beside the scenario. */
export interface SavedFor {
  /** Base URL. */
  readonly endpoint: string
  /** Runtime, or the name of a function. */
  readonly runtime: string
}

/** Form of the file. */
const format = 'async-invoke conformance 1'

/**
 * Opens the results of an earlier run, or begins a file. Each result is written as it comes, whole or not at all, so that a
 * run that was killed goes on where it was.
 *
 * @throws `RangeError` when the file is of another kind, or of another endpoint or runtime
 */
export async function openSavedResults(path: string, { endpoint, runtime }: SavedFor): Promise<SavedResults> {
  const results = new Map<string, ScenarioFindings>()
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new RangeError(`${path} cannot be read: ${error.message}`, { cause: error })
  })
  if (text !== undefined) {
    const saved = parsed(path, text)
    for (const [name, value] of Object.entries({ endpoint, runtime }))
      if (saved[name] !== value) throw new RangeError(`${path} has results of ${name} ${saved[name]}, not of ${value}`)
    for (const result of saved.results) results.set(result.name, result)
  }
  let writing = Promise.resolve()
  const write = async (): Promise<void> => {
    await writeFile(
      `${path}.new`,
      JSON.stringify({ format, endpoint, runtime, results: [...results.values()] }, null, 1),
    )
    await rename(`${path}.new`, path)
  }
  return {
    results: [...results.values()],
    add(result) {
      if (result.state !== 'not-run') results.set(result.name, result)
      writing = writing.then(write)
      return writing
    },
  }
}

interface Saved {
  readonly [name: string]: unknown
  readonly results: readonly ScenarioFindings[]
}

function parsed(path: string, text: string): Saved {
  let saved: unknown
  try {
    saved = JSON.parse(text)
  } catch {
    saved = undefined
  }
  if (!isSaved(saved)) throw new RangeError(`${path} is no file of results of async-invoke conformance`)
  return saved
}

function isSaved(saved: unknown): saved is Saved {
  if (typeof saved !== 'object' || saved === null || !('format' in saved) || !('results' in saved)) return false
  return saved.format === format && Array.isArray(saved.results) && saved.results.every(isResult)
}

function isResult(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false
  const { name, state, shows, checked, differences } = { ...result } as Readonly<Record<string, unknown>>
  return typeof name === 'string' && typeof state === 'string' && [shows, checked, differences].every(Array.isArray)
}
