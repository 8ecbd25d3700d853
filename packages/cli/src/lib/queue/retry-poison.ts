import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { counted } from '../text/counted.ts'
import { print } from '../text/output.ts'
import { withAdmin } from './open-admin.ts'

/** `async-invoke queue retry-poison`. */
export const retryPoisonCommand = defineCommand({
  operands: [{ name: 'ID', about: 'Item that engines have reported as poison.', isRequired: true, isRepeatable: true }],
  flags: storeFlags,
  notes: [
    'Makes items due at once, and counts their deliveries from 0. Poison is an item that was handed out sixteen times without an outcome, as when it ends its worker each time; workers log it with type "quarantined", and peek shows it. The exit code is 1 if an item is not there, or leased.',
  ],
  run: ({ operands: ids, values }) =>
    withAdmin(values.store, 'retry-poison', async (admin) => {
      const given = new Set(ids)
      const retried = await admin.redrive([...given])
      if (values.json === true) await print(JSON.stringify({ given: given.size, retried }))
      else await print(`${retried} of ${counted(given.size, 'item')} due at once`)
      return retried === given.size ? exitCodes.success : exitCodes.findings
    }),
})
