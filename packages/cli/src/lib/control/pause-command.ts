import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { print } from '../text/output.ts'
import { createControlClient } from './control-client.ts'

const operands = [{ name: 'FUNCTION', about: 'Name of the function.', isRequired: true }] as const

/** Holds the events of a function of a running `dev` back. */
export const pauseCommand = defineCommand({
  operands,
  flags: endpointFlag,
  notes: ['Attempts that run go on, and so do the ages of events. A restart of dev resumes every function.'],
  run: ({ operands: [name = ''], values }) => change('pause', name, values),
})

/** Lets the events of a function of a running `dev` go on. */
export const resumeCommand = defineCommand({
  operands,
  flags: endpointFlag,
  notes: [],
  run: ({ operands: [name = ''], values }) => change('resume', name, values),
})

async function change(
  action: 'pause' | 'resume',
  functionName: string,
  values: { readonly endpoint?: string; readonly json?: boolean },
): Promise<number> {
  const { send } = createControlClient(endpointOf(values))
  const answer = await send<{ paused: readonly string[] }>('POST', `${action}/${encodeURIComponent(functionName)}`)
  const paused = answer.paused.length === 0 ? 'no function is paused' : `paused: ${answer.paused.join(', ')}`
  await print(values.json === true ? JSON.stringify(answer) : paused)
  return exitCodes.success
}
