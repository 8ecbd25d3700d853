import { eventInvokeDefaults } from '@async-invoke/schemas'
import type { FindingFacts } from './finding.ts'
import type { Setup } from './setup.ts'

/**
 * Two retry loops that do not know of each other: the SDK sends an `Invoke` again when no answer came, and an event that
 * was accepted before the answer was lost is then in the queue twice, each with retries of its own.
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
      evidence: `up to ${maxAttempts} sends of one Invoke may each enqueue an event with an id of its own, and each event may run ${retries + 1} times`,
      remedy: 'Set maxAttempts to 1 for Event invokes, or make the handler recognise a repeated event by its payload.',
    }))
}
