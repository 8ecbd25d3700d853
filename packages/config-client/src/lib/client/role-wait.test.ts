import { expect, it } from 'vitest'
import { fromService } from './config-error.ts'
import { withRoleWait } from './role-wait.ts'

const call = { operation: 'put', FunctionName: 'error' } as const
const failure = (message: string) =>
  fromService(call, Object.assign(new Error(message), { $metadata: { httpStatusCode: 400 } }))
const notYet = failure('The role defined for the function cannot be assumed by Lambda.')

/** Fails with these errors, then answers; waits are written down and take no time. */
function attempts(...errors: readonly Error[]) {
  const waits: number[] = []
  let made = 0
  return {
    waits,
    made: () => made,
    wait: async (delayMs: number) => void waits.push(delayMs),
    call: async () => {
      const error = errors[made++]
      if (error !== undefined) throw error
      return 'stored'
    },
  }
}

it('calls again while a role is not seen yet, with growing pauses (CFG-18)', async () => {
  const { call, wait, waits } = attempts(notYet, notYet, notYet)
  expect(await withRoleWait({ wait, firstDelayMs: 1_000, maxDelayMs: 3_000 }, call)).toBe('stored')
  expect(waits).toEqual([1_000, 2_000, 3_000])
})

it('gives up after the last attempt, with its error', async () => {
  const { call, wait, made } = attempts(notYet, notYet, notYet)
  await expect(withRoleWait({ maxAttempts: 2, wait }, call)).rejects.toBe(notYet)
  expect(made()).toBe(2)
})

it('does not wait for what does not pass with time', async () => {
  const self = failure("You can't specify the function as a destination for itself.")
  const { call, wait, waits } = attempts(self)
  await expect(withRoleWait({ wait }, call)).rejects.toBe(self)
  expect(waits).toEqual([])
})

it('calls once where nobody asked for more', async () => {
  const { call, made } = attempts(notYet)
  await expect(withRoleWait(undefined, call)).rejects.toBe(notYet)
  expect(made()).toBe(1)
})
