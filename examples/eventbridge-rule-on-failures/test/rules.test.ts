import { fileURLToPath } from 'node:url'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

describe('the rules on the bus', () => {
  let runtime: TestRuntime
  const reports: string[] = []
  beforeAll(async () => {
    runtime = await startTestRuntime({
      template: fileURLToPath(new URL('../template.yaml', import.meta.url)),
      onLine(functionName, line) {
        const [, report] = /\tINFO\t(Payments: .*)/.exec(line) ?? []
        if (report !== undefined) reports.push(`${functionName} <- ${report}`)
      },
    })
  })
  afterAll(() => runtime.close())
  beforeEach(() => void reports.splice(0))

  it.each([
    {
      payment: { amount: 5_000 },
      reported: ['Audit <- Payments: handler-error, 5000 declined', 'Pager <- Payments: handler-error, 5000 declined'],
    },
    { payment: { amount: 999 }, reported: ['Audit <- Payments: handler-error, 999 declined'] },
    { payment: {}, reported: ['Audit <- Payments: handler-error, a payment needs an amount'] },
    { payment: { amount: 1 }, reported: [] },
  ])('pass on the outcome of the payment $payment to $reported', async ({ payment, reported }) => {
    await runtime.outcome(await runtime.invoke('Payments', payment))
    // What the rules invoke ends before time moves on.
    await runtime.clock.advance('1s')
    expect(reports.toSorted()).toEqual(reported)
  })
})
