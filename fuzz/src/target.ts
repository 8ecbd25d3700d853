import type { Random } from '@async-invoke/engine/internal'

/** What is fuzzed. Each is the default export of a file in `targets/`. */
export interface Target {
  /** States what must hold for every input. */
  readonly promise: string
  /** Valid inputs, which are mutated. */
  readonly seeds: () => readonly Uint8Array[]
  /** Changes an input. */
  readonly mutate: (input: Uint8Array, random: Random) => Uint8Array
  /** Prepares what all inputs share. */
  readonly open: () => Promise<Subject>
}

export interface Subject {
  /** Tries one input. Throws, or rejects, where the promise is broken. */
  readonly attempt: (input: Uint8Array) => unknown
  readonly close?: () => Promise<void>
}
