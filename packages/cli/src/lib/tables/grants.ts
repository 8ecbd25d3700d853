import { defineCommand } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { readStoreAddress } from '../stores/store-address.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { print } from '../text/output.ts'
import { refuseOthers } from './refuse-others.ts'

const role = { kind: 'string', noun: 'the name of a role', pattern: '^[^\\u0000]{1,63}$' } as const

const flags = {
  ...storeFlags,
  worker: { value: 'ROLE', rule: { about: 'Role that runs workers.', ...role } },
  application: {
    value: 'ROLE',
    rule: { about: 'Role that only queues events. It sees no events of others.', ...role },
  },
} as const

/** `async-invoke queue grants`. */
export const grantsCommand = defineCommand({
  operands: [],
  flags,
  notes: [
    'Prints the SQL that gives roles the rights that they need on the tables, and no more; it connects to nothing. Run it as the owner of the schema, after queue migrate.',
    `Example:
  async-invoke queue grants --worker async_worker --application shop | psql app`,
  ],
  async run({ values }) {
    const { worker, application, store } = values
    if (worker === undefined && application === undefined)
      throw new UsageError('queue grants needs a role: --worker ROLE, --application ROLE, or both')
    if (store !== undefined)
      refuseOthers(readStoreAddress(store, 'queue grants'), 'grants', {
        sqlite: 'who may read a file is up to its folder',
        sqs: 'its rights are those of IAM, which the package @async-invoke/queue-store-sqs lists',
      })
    const { postgresGrants } = await import('@async-invoke/queue-store-postgres')
    const sql = postgresGrants({
      ...(worker !== undefined && { worker }),
      ...(application !== undefined && { application }),
    })
    await print(values.json === true ? JSON.stringify({ sql }) : sql.trimEnd())
    return exitCodes.success
  },
})
