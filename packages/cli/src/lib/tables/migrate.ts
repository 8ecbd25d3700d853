import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { withDatabase } from '../stores/open-database.ts'
import { readStoreAddress } from '../stores/store-address.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { print } from '../text/output.ts'
import { refuseOthers } from './refuse-others.ts'

const flags = {
  ...storeFlags,
  plan: { rule: { about: 'Print the SQL of the missing steps, and change nothing.', kind: 'boolean' } },
} as const

/** `async-invoke queue migrate`. */
export const migrateCommand = defineCommand({
  operands: [],
  flags,
  notes: [
    'Creates the tables of a database, or brings them up to date, in one transaction. Workers of the version before go on. It needs a role that may create a schema.',
    `Example:
  async-invoke queue migrate --plan --store postgres://localhost/app > migration.sql`,
  ],
  async run({ values }) {
    const address = readStoreAddress(values.store, 'queue migrate')
    const { connectionString } = refuseOthers(address, 'migrate', {
      sqlite: 'a file is brought up to date when it is opened',
      sqs: 'a queue has no tables',
    })
    const { migratePostgresStore, planPostgresMigrations } = await import('@async-invoke/queue-store-postgres')
    return withDatabase(connectionString, async (database) => {
      const { version, steps, sql } = await planPostgresMigrations(database)
      const isPlan = values.plan === true
      if (!isPlan) await migratePostgresStore(database)
      const last = steps.at(-1)?.version ?? version
      const titles = steps.map(({ title }) => title)
      const said =
        steps.length === 0
          ? `the schema is up to date: version ${version}`
          : `${isPlan ? 'it would go' : 'it went'} from version ${version} to ${last}: ${titles.join('; ')}`
      if (values.json === true) await print(JSON.stringify({ version, to: last, steps: titles, sql }))
      else if (isPlan && sql !== '') await print(`${sql};`)
      if (values.json !== true && values.quiet !== true) console.error(said)
      return exitCodes.success
    })
  },
})
