import { defineCommand } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { print, styled } from '../text/output.ts'
import type { FaultSettings } from './answers.ts'
import { createControlClient } from './control-client.ts'

/** Shows the faults that a running `dev` injects, and switches them. */
export const faultsCommand = defineCommand({
  operands: [
    {
      name: 'NAME=N',
      about: 'Faults to change; off switches all of them off. Without any, they are shown.',
      isRepeatable: true,
    },
  ],
  flags: endpointFlag,
  notes: [
    `Examples:
  async-invoke faults
  async-invoke faults throttles=3 duplicateDelivery=0.1
  async-invoke faults off`,
  ],
  async run({ operands, values }) {
    const { get, send } = createControlClient(endpointOf(values))
    const now = await get<FaultSettings>('faults')
    const faults = operands.length === 0 ? now : await send<FaultSettings>('PUT', 'faults', changesIn(operands, now))
    if (values.json === true) await print(JSON.stringify(faults))
    else
      for (const [name, value] of Object.entries(faults))
        await print(value > 0 ? styled('yellow', `${name}=${value}`) : `${name}=${value}`)
    return exitCodes.success
  },
})

function changesIn(operands: readonly string[], now: FaultSettings): Readonly<Record<string, number>> {
  if (operands.length === 1 && operands[0] === 'off')
    return Object.fromEntries(Object.keys(now).map((name) => [name, 0]))
  const changes = operands.map((given): readonly [string, number] => {
    const [, name, value = ''] = /^(\w+)=(\S+)$/.exec(given) ?? []
    if (name === undefined || !Object.hasOwn(now, name) || Number.isNaN(Number(value)))
      throw new UsageError(`not NAME=N with a NAME of ${Object.keys(now).join(', ')}: ${given}`)
    return [name, Number(value)]
  })
  return Object.fromEntries(changes)
}
