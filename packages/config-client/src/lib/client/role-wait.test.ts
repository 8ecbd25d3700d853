import { LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, it } from 'vitest'
import { createConfigClient } from './config-client.ts'
import { fromService } from './config-error.ts'
import { checkRoleWait, withRoleWait } from './role-wait.ts'

const call = { operation: 'put', FunctionName: 'error' } as const
const failure = (message: string) =>
  fromService(call, Object.assign(new Error(message), { $metadata: { httpStatusCode: 400 } }))
const notYet = failure('The role defined for the function cannot be assumed by Lambda.')

/** Fails with these errors, then succeeds; records the waits, which take no time. */
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

describe('withRoleWait', () => {
  it('retries with back-off while a role has not propagated (CFG-18)', async () => {
    const { call, wait, waits } = attempts(notYet, notYet, notYet)
    expect(await withRoleWait({ wait, firstDelayMs: 1_000, maxDelayMs: 3_000 }, call)).toBe('stored')
    expect(waits).toEqual([1_000, 2_000, 3_000])
  })

  it('throws the last error after maxAttempts calls', async () => {
    const { call, wait, made } = attempts(notYet, notYet, notYet)
    await expect(withRoleWait({ maxAttempts: 2, wait }, call)).rejects.toBe(notYet)
    expect(made()).toBe(2)
  })

  it('does not retry an error that does not pass with time', async () => {
    const self = failure("You can't specify the function as a destination for itself.")
    const { call, wait, waits } = attempts(self)
    await expect(withRoleWait({ wait }, call)).rejects.toBe(self)
    expect(waits).toEqual([])
  })

  it('calls once without options', async () => {
    const { call, made } = attempts(notYet)
    await expect(withRoleWait(undefined, call)).rejects.toBe(notYet)
    expect(made()).toBe(1)
  })

  it.each([
    { roleWait: { maxAttempts: 0 }, message: 'roleWait.maxAttempts must be a whole number of at least 1, not 0' },
    { roleWait: { maxAttempts: 1.5 }, message: 'roleWait.maxAttempts must be a whole number of at least 1, not 1.5' },
    {
      roleWait: { maxAttempts: Number.NaN },
      message: 'roleWait.maxAttempts must be a whole number of at least 1, not NaN',
    },
    { roleWait: { firstDelayMs: -1 }, message: 'roleWait.firstDelayMs must be a number of at least 0, not -1' },
    { roleWait: { maxDelayMs: Number.NaN }, message: 'roleWait.maxDelayMs must be a number of at least 0, not NaN' },
  ])('cannot be $roleWait', ({ roleWait, message }) => {
    expect(() => checkRoleWait(roleWait)).toThrow(new RangeError(message))
    expect(() => createConfigClient({ client: new LambdaClient({}), roleWait })).toThrow(new RangeError(message))
  })

  it('can be empty, or missing', () => {
    for (const roleWait of [undefined, {}, { maxAttempts: 1, firstDelayMs: 0, maxDelayMs: Number.POSITIVE_INFINITY }])
      expect(() => checkRoleWait(roleWait)).not.toThrow()
  })
})
