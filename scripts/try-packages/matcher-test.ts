/** A test of a user: each matcher, in each form that vitest has for it. */
export const matcherTest = `
import { runAsync } from '@async-invoke/engine/testing'
import '@async-invoke/engine/vitest'
import { expect, it } from 'vitest'

const failures = 'arn:aws:sqs:us-east-1:123456789012:failures'
const fails = async (): Promise<void> => {
  throw new Error('no')
}

it('retries', async () => {
  const result = await runAsync(fails, 1, { DestinationConfig: { OnFailure: { Destination: failures } } })
  expect(result).toHaveRetried(2)
  expect(result).toHaveBeenDeliveredTo(failures)
  expect(result).not.toHaveExpired()
  expect({ result }).toEqual({ result: expect.toHaveRetried(2) })
  const asserted: Promise<void> = expect(runAsync(fails, 1)).resolves.toHaveRetried()
  await asserted
  expect(() => expect(result).toHaveRetried(1)).toThrow('it was retried 2 times')
  // @ts-expect-error the count is a number
  expect(() => expect(result).toHaveRetried('2')).toThrow()
})
`
