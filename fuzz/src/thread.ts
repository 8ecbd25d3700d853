/** Fuzzes one target in a thread of its own, and posts the result. */
import { parentPort, workerData } from 'node:worker_threads'
import { CurrentInput } from './current-input.ts'
import { fuzzTarget } from './fuzz-target.ts'
import type { Target } from './target.ts'

/** What a thread is given. */
export interface ThreadData {
  readonly name: string
  readonly corpus: readonly Uint8Array[]
  readonly seed: number
  readonly seconds: number
  readonly current: SharedArrayBuffer
}

/** What a thread posts. */
export type ThreadResult =
  | { readonly promise: string; readonly inputs: number }
  | { readonly promise: string; readonly inputs: number; readonly input: Uint8Array; readonly error: string }

const { name, corpus, seed, seconds, current } = workerData as ThreadData
const { default: target } = (await import(`./targets/${name}.ts`)) as { default: Target }
const shared = new CurrentInput(current)
const endMs = performance.now() + seconds * 1_000
const { inputs, failure } = await fuzzTarget(target, {
  corpus,
  seed,
  until: () => performance.now() >= endMs,
  note: (input) => shared.note(input),
})
const { promise } = target
const result: ThreadResult =
  failure === undefined
    ? { promise, inputs }
    : { promise, inputs, input: failure.input, error: describe(failure.error) }
parentPort?.postMessage(result)

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
