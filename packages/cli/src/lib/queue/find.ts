import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { print } from '../text/output.ts'
import { itemCard } from './item-text.ts'
import { viewOf } from './item-view.ts'
import { withAdmin } from './open-admin.ts'
import { bodyFlag } from './peek.ts'

/** `async-invoke queue find`. */
export const findCommand = defineCommand({
  operands: [{ name: 'ID', about: 'Request id of an event, or id of another item.', isRequired: true }],
  flags: { ...storeFlags, ...bodyFlag },
  notes: ['The exit code is 1 if the item is not in the queue: it has ended, or never came.'],
  run({ operands: [id = ''], values }) {
    const maxBodyBytes = values['body-bytes'] ?? bodyFlag['body-bytes'].rule.defaultValue
    return withAdmin(values.store, 'find', async (admin) => {
      const found = await admin.find(id, { maxBodyBytes })
      if (found === undefined) {
        if (values.quiet !== true) console.error(`${id} is not in the queue`)
        return exitCodes.findings
      }
      const item = viewOf(found)
      await print(values.json === true ? JSON.stringify(item) : itemCard(item))
      return exitCodes.success
    })
  },
})
