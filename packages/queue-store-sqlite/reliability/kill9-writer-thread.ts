/**
 * The store's writer thread with faults: it kills the process before or after a statement, and lets some commits fail. Each is
 * drawn from the seed in `KILL9_THREAD`.
 */
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { seededRandom } from '@async-invoke/engine/internal'

interface ThreadFaults {
  readonly seed: number
  /** Statements until the kill; `null` for none. */
  readonly statements: number | null
}

const { seed, statements } = JSON.parse(process.env.KILL9_THREAD ?? '{}') as ThreadFaults
const random = seededRandom(seed)
let statementsLeft = statements ?? Number.POSITIVE_INFINITY
/** Commits until some fail. The first ones belong to opening, which is not repeated. */
let commitsLeft = 20 + Math.floor(random() * 20)

function beforeStatement(): void {
  statementsLeft -= 1
  if (statementsLeft < 0) process.kill(process.pid, 'SIGKILL')
}

const { exec } = DatabaseSync.prototype
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  beforeStatement()
  // Three in a row, so that a call that is repeated alone fails too.
  if (sql === 'COMMIT' && --commitsLeft < 3) {
    if (commitsLeft <= 0) commitsLeft = 20 + Math.floor(random() * 20)
    throw Object.assign(new Error('disk I/O error, made by the test'), { errcode: 778 })
  }
  exec.call(this, sql)
}
const { run } = StatementSync.prototype
StatementSync.prototype.run = function (this: StatementSync, ...values: Parameters<typeof run>) {
  beforeStatement()
  return run.apply(this, values)
} as typeof run

await import('../src/lib/writer/writer-thread.ts')
