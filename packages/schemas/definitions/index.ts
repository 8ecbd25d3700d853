import type { TSchema } from '@sinclair/typebox'
import { desiredState } from './desired-state.ts'
import { invocationRecord } from './invocation-record.ts'

/** One published document: where it is written and what its validator is called. */
export interface Definition {
  /** File below `schemas/`, without `.json`: `<name>/<version>`. */
  readonly file: string
  /** Stem of the generated module and, in camel case, of its validator. */
  readonly name: string
  readonly schema: TSchema
}

export const definitions: readonly Definition[] = [
  { file: 'invocation-record/1.0', name: 'invocation-record', schema: invocationRecord },
  { file: 'desired-state/1.0', name: 'desired-state', schema: desiredState },
]
