import { eventInvokeDefaults } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import type { Setup } from './setup.ts'

/**
 * Finds two retry loops that do not know of each other. The SDK retries an `Invoke` without a response; if only the
 * response was lost, the event is then in the queue twice, and each copy has its own retries.
 */
export function sdkRetryFindings({ functions, invokers = [] }: Setup): readonly FindingFacts[] {
  const retries = Math.max(
    0,
    ...functions
      .flatMap(({ settings }) => Object.values(settings))
      .map(({ MaximumRetryAttempts = eventInvokeDefaults.MaximumRetryAttempts }) => MaximumRetryAttempts),
  )
  return invokers
    .filter(({ maxAttempts }) => maxAttempts > 1)
    .map(({ name, maxAttempts }) => ({
      severity: retries > 0 ? 'warning' : 'info',
      rule: 'sdk-retries-enqueue-twice',
      subject: name,
      statement: 'INV-8',
      evidence: `the SDK sends one Invoke up to ${maxAttempts} times; each may enqueue an event with its own request id, and each event may run ${retries + 1} times`,
      remedy: 'Set maxAttempts to 1 for Event invokes, or let the handler detect a repeated event by its payload.',
    }))
}
