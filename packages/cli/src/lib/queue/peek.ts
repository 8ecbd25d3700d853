import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { print } from '../text/output.ts'
import { itemHead, itemLine } from './item-text.ts'
import { viewOf } from './item-view.ts'
import { laneOperand, readLane } from './lane.ts'
import { withAdmin } from './open-admin.ts'

/** Bytes of a body that are read, for `peek` and `find`. */
export const bodyFlag = {
  'body-bytes': {
    value: 'N',
    rule: {
      about: 'Bytes of a body to show.',
      kind: 'integer',
      minimum: 0,
      maximum: 16_777_216,
      defaultValue: 65_536,
    },
  },
} as const

const flags = {
  ...storeFlags,
  limit: {
    value: 'N',
    rule: { about: 'Items to show.', kind: 'integer', minimum: 1, maximum: 100, defaultValue: 10 },
  },
  ...bodyFlag,
} as const

/** `async-invoke queue peek`. */
export const peekCommand = defineCommand({
  operands: [{ ...laneOperand, isRequired: true }],
  flags,
  notes: [
    'Shows items in the order in which they can be claimed: those that are ready, those that wait, those that are leased. It leases none and counts no delivery.',
  ],
  run({ operands: [given = ''], values }) {
    const lane = readLane(given)
    const { limit = flags.limit.rule.defaultValue, json } = values
    const maxBodyBytes = values['body-bytes'] ?? bodyFlag['body-bytes'].rule.defaultValue
    return withAdmin(values.store, 'peek', async (admin) => {
      const items = (await admin.peek({ lane, limit, maxBodyBytes })).map(viewOf)
      if (json !== true && items.length > 0) await print(itemHead())
      for (const item of items) await print(json === true ? JSON.stringify(item) : itemLine(item))
      if (items.length === 0 && values.quiet !== true) console.error(`nothing is in the lane ${lane}`)
      return exitCodes.success
    })
  },
})
