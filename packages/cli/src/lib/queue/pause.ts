import type { QueueAdmin } from '@async-invoke/engine'
import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { storeFlags } from '../stores/store-flag.ts'
import { print, safe } from '../text/output.ts'
import { laneOperand, readLane } from './lane.ts'
import { withAdmin } from './open-admin.ts'

/** `async-invoke queue pause`. */
export const pauseCommand = command(
  'pause',
  (admin, lane) => admin.pause(lane),
  (lane) => `${lane} is paused: nothing of it is handed out until it is resumed; its events still come in, and age`,
)

/** `async-invoke queue resume`. */
export const resumeCommand = command(
  'resume',
  (admin, lane) => admin.resume(lane),
  (lane) => `${lane} is resumed: its events are handed out`,
)

function command(
  action: 'pause' | 'resume',
  act: (admin: QueueAdmin, lane: string) => Promise<void>,
  describe: (lane: string) => string,
) {
  return defineCommand({
    operands: [{ ...laneOperand, isRequired: true }],
    flags: storeFlags,
    notes:
      action === 'pause'
        ? [
            'Runs that go on end as usual. A pause holds for all workers, and over their restarts; an event may reach its maximum age meanwhile.',
          ]
        : [],
    run({ operands: [given = ''], values }) {
      const lane = readLane(given)
      return withAdmin(values.store, action, async (admin) => {
        await act(admin, lane)
        const [item] = await admin.peek({ lane, limit: 1, maxBodyBytes: 0 })
        if (values.json === true) await print(JSON.stringify({ lane, paused: action === 'pause' }))
        else await print(safe(describe(lane)))
        if (item === undefined && values.quiet !== true) console.error('nothing is in this lane at the moment')
        return exitCodes.success
      })
    },
  })
}
