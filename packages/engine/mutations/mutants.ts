import { decideMutants, decideSuites } from './decide-mutants.ts'
import { edgeMutants, edgeSuites } from './edge-mutants.ts'
import { fleetMutants, fleetSuites } from './fleet-mutants.ts'
import { loopMutants, loopSuites } from './loop-mutants.ts'
import type { Mutant, Suite } from './mutant.ts'
import { outboxMutants, outboxSuites } from './outbox-mutants.ts'
import { queueMutants, queueSuites } from './queue-mutants.ts'
import { shardMutants, shardSuites } from './shard-mutants.ts'
import { sqliteMutants, sqliteSuites } from './sqlite-mutants.ts'

export const mutants: readonly Mutant[] = [
  ...decideMutants,
  ...queueMutants,
  ...loopMutants,
  ...fleetMutants,
  ...outboxMutants,
  ...sqliteMutants,
  ...edgeMutants,
  ...shardMutants,
]

/** Suites by mutated file. */
export const suites: Readonly<Record<string, Suite>> = {
  ...decideSuites,
  ...queueSuites,
  ...loopSuites,
  ...fleetSuites,
  ...outboxSuites,
  ...sqliteSuites,
  ...edgeSuites,
  ...shardSuites,
}

/** Number of mutants in the short form. */
const inShort = 3

/** Indexes of the mutants of the short form, spread evenly. */
export const shortForm: readonly number[] = Array.from({ length: inShort }, (_, index) =>
  Math.floor(((index + 0.5) * mutants.length) / inShort),
)

/** Returns the mutant whose index is in the variable `MUTANT`; `undefined` if it is empty. */
export function currentMutant(): Mutant | undefined {
  const { MUTANT = '' } = process.env
  return MUTANT === '' ? undefined : mutants[Number(MUTANT)]
}
