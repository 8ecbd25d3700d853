import { awsFlags } from '../aws/aws-flags.ts'
import { type ClientConfig, clientConfigOf } from '../aws/client-config.ts'
import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { toStoreError, withDatabase } from '../stores/open-database.ts'
import { openStore } from '../stores/open-store.ts'
import { readStoreAddress, type StoreAddress } from '../stores/store-address.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { counted } from '../text/counted.ts'
import { describeDuration } from '../text/duration.ts'
import { print, safe, styled } from '../text/output.ts'

/** The state of a queue's tables or file. */
interface Examination {
  /** All numbers, for programs. */
  readonly inspected: object
  /** Name and value of what people look at. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** Sentences on what is wrong, and what to do. */
  readonly findings: readonly string[]
}

/** `async-invoke queue doctor`. */
export const doctorCommand = defineCommand({
  operands: [],
  flags: { ...storeFlags, ...awsFlags },
  notes: [
    "A database is examined by its server's statistics, without a visit to its items; of a file, every page and every item is read; of a queue of SQS, its attributes are. Nothing is changed, and workers go on. The exit code is 1 if there is a finding.",
  ],
  async run({ values }) {
    const address = readStoreAddress(values.store, 'queue doctor')
    const { inspected, facts, findings } = await examine(address, clientConfigOf(values))
    if (values.json === true) await print(JSON.stringify({ ...inspected, findings }))
    else {
      const width = Math.max(...facts.map(([name]) => name.length))
      for (const [name, value] of facts) await print(`${name.padEnd(width)}  ${safe(value)}`)
      if (facts.length > 0) await print('')
      for (const finding of findings) await print(`${styled('yellow', 'finding')}  ${safe(finding)}`)
      if (findings.length === 0) await print('nothing to do')
    }
    return findings.length === 0 ? exitCodes.success : exitCodes.findings
  },
})

function examine(address: StoreAddress, clientConfig: ClientConfig): Promise<Examination> {
  if (address.kind === 'postgres') return examineDatabase(address.connectionString)
  return address.kind === 'sqs' ? examineQueue(address, clientConfig) : examineFile(address.path)
}

/** Opening checks what a queue must be. */
async function examineQueue(address: StoreAddress, clientConfig: ClientConfig): Promise<Examination> {
  try {
    const { store, close } = await openStore(address, { user: 'queue', clientConfig })
    const inspected = await store.stats().finally(close)
    const { ready, delayed, leased } = inspected
    return { inspected, facts: [['items', `about ${ready + delayed + leased}`]], findings: [] }
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'refused-queue')) throw toStoreError(error)
    return { inspected: {}, facts: [], findings: [cause.message] }
  }
}

async function examineDatabase(connectionString: string): Promise<Examination> {
  const { inspectPostgresStore, planPostgresMigrations } = await import('@async-invoke/queue-store-postgres')
  return withDatabase(connectionString, async (database) => {
    const { version, steps } = await planPostgresMigrations(database)
    if (version === 0) {
      const findings = ['There are no tables: run "async-invoke queue migrate", or start a worker whose role may.']
      return { inspected: { schemaVersion: 0 }, facts: [], findings }
    }
    const inspected = await inspectPostgresStore(database)
    const { items, deadRows, tableBytes, indexes, vacuumedAtMs, holders, advice } = inspected
    const missing = steps.map(({ title }) => title).join('; ')
    return {
      inspected,
      facts: [
        ['schema', `version ${version}`],
        ['items', `about ${items}`],
        ['dead rows', `about ${deadRows}`],
        ['table', `${tableBytes} bytes`],
        ['last vacuumed', vacuumedAtMs === undefined ? 'never' : new Date(vacuumedAtMs).toISOString()],
        ...indexes.map(({ name, bytes }) => [`index ${name}`, `${bytes} bytes`] as const),
        ...holders.map(({ kind, name, ageTransactions, ageMs }) => {
          const lasted = ageMs === undefined ? '' : `, for ${describeDuration(ageMs)}`
          return [kind, `${name}: ${ageTransactions} transactions old${lasted}`] as const
        }),
      ],
      findings: [
        ...(steps.length > 0 ? [`Run "async-invoke queue migrate": the schema lacks ${missing}.`] : []),
        ...advice,
      ],
    }
  })
}

async function examineFile(path: string): Promise<Examination> {
  const { inspectSqliteStore, SqliteStoreError } = await import('@async-invoke/queue-store-sqlite')
  try {
    const inspected = inspectSqliteStore(path, { limit: 0, integrityCheck: true })
    const { schemaVersion, items, bodyBytes, fileBytes, walBytes, freeBytes, openedBy, lanes, integrity } = inspected
    return {
      inspected,
      facts: [
        ['schema', `version ${schemaVersion}`],
        ['items', `${items} in ${counted(lanes.length, 'lane')}, ${bodyBytes} bytes of bodies`],
        ['file', `${fileBytes} bytes, ${freeBytes} of them free`],
        ['write-ahead log', `${walBytes} bytes`],
        ['open', openedBy === undefined ? 'no' : `in process ${openedBy}, or left so by its crash`],
      ],
      findings: integrity?.problems ?? [],
    }
  } catch (error) {
    // The answer to the question, rather than a failure to ask it.
    if (!(error instanceof SqliteStoreError) || error.code !== 'corrupt') throw toStoreError(error)
    return { inspected: {}, facts: [], findings: [error.message] }
  }
}
