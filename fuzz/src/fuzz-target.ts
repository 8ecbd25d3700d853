import { seededRandom } from '@async-invoke/engine/internal'
import { below } from './mutate-bytes.ts'
import { shrink } from './shrink.ts'
import type { Target } from './target.ts'

export interface Failure {
  readonly input: Uint8Array
  readonly error: unknown
}

export interface FuzzResult {
  readonly inputs: number
  readonly failure?: Failure
}

export interface FuzzOptions {
  /** Tried first. */
  readonly corpus: readonly Uint8Array[]
  readonly seed: number
  readonly until: () => boolean
  /** Called with each input before it is tried. */
  readonly note?: (input: Uint8Array) => void
}

/** Inputs that grow from one seed before the next seed begins. */
const maxGenerations = 6
/** Inputs between two looks at the time and at other work of the process. */
const inputsPerTurn = 50

/**
 * Tries the corpus, then seeds, then mutations of them, until the time has passed or an input breaks the promise. That input
 * is made as small as it gets.
 */
export async function fuzzTarget(
  target: Target,
  { corpus, seed, until, note = () => {} }: FuzzOptions,
): Promise<FuzzResult> {
  const random = seededRandom(seed)
  const { attempt, close } = await target.open()
  const failureOf = async (input: Uint8Array): Promise<{ error: unknown } | undefined> => {
    note(input)
    try {
      await attempt(input)
      return undefined
    } catch (error) {
      return { error }
    }
  }
  let inputs = 0
  const failed = async (input: Uint8Array): Promise<Failure | undefined> => {
    inputs += 1
    const found = await failureOf(input)
    if (found === undefined) return undefined
    const kind = kindOf(found.error)
    const smallest = await shrink(input, async (shorter) => {
      const again = await failureOf(shorter)
      return again !== undefined && kindOf(again.error) === kind
    })
    return { input: smallest, error: (await failureOf(smallest))?.error ?? found.error }
  }
  try {
    const seeds = [...corpus, ...target.seeds()]
    for (const input of seeds) {
      const failure = await failed(input)
      if (failure !== undefined) return { inputs, failure }
    }
    while (!until()) {
      for (let turn = 0; turn < inputsPerTurn; ) {
        let input = seeds[below(random, seeds.length)] ?? new Uint8Array()
        for (let generation = 1 + below(random, maxGenerations); generation > 0; generation -= 1, turn += 1) {
          input = target.mutate(input, random)
          const failure = await failed(input)
          if (failure !== undefined) return { inputs, failure }
        }
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { inputs }
  } finally {
    await close?.()
  }
}

/** Two errors are of one kind if they differ in their values only. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name} ${error.message.replaceAll(/\d+|"[^"]*"|'[^']*'/g, '').slice(0, 60)}`
}
