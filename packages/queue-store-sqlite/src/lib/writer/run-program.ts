import type { OpenedDatabase } from '../database/open-database.ts'
import { type ErrorReport, reportOf } from '../store-error.ts'
import { programApplier } from '../tables/apply-program.ts'
import { inTransaction } from '../tables/transaction.ts'
import type { ProgramMessage } from '../tables/write-program.ts'

/** Failed calls of a program by index; they had no effect, and all other calls are committed. */
export type FailedCalls = readonly (readonly [call: number, report: ErrorReport])[]

/** The report of every call of a program, if the same error met all of them. */
export function allFailed({ ends }: ProgramMessage, report: ErrorReport): FailedCalls {
  return Array.from({ length: ends.length / 3 }, (_, call) => [call, report] as const)
}

export type RunProgram = (program: ProgramMessage) => FailedCalls

/**
 * Runs all calls of a program in one transaction of the database, with one flush. If that fails, runs each call in its own
 * transaction, so that a call that cannot be written does not fail the others.
 */
export function programRunner({ database, presence, tally, commitNumber }: OpenedDatabase, path: string): RunProgram {
  const apply = programApplier(database, tally)

  const commit = (program: ProgramMessage, first: number, end: number): void => {
    presence.check()
    inTransaction(database, () => {
      tally.begin()
      apply(program, first, end)
      tally.write(tally.values.commits + 1)
    })
    tally.committed()
    commitNumber.note(tally.values.commits)
  }

  return (program) => {
    const calls = program.ends.length / 3
    try {
      commit(program, 0, calls)
      return []
    } catch (error) {
      if (calls === 1) return [[0, reportOf(error, `cannot write ${path}`)]]
    }
    const failed: [number, ErrorReport][] = []
    for (let call = 0; call < calls; call += 1) {
      try {
        commit(program, call, call + 1)
      } catch (error) {
        failed.push([call, reportOf(error, `cannot write ${path}`)])
      }
    }
    return failed
  }
}
