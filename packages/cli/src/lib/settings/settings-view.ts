import type { StoredDeadLetterConfig, StoredSettings } from '@async-invoke/config-client'
import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import { safe, styled } from '../text/output.ts'

/** What is stored for one function, version or alias; without settings, Lambda's defaults apply. */
export interface Stored {
  readonly kind: 'settings'
  readonly name: string
  readonly settings: StoredSettings | null
  readonly DeadLetterConfig?: StoredDeadLetterConfig['DeadLetterConfig']
}

/** Settings as lines: what is stored, and what applies where nothing is. */
export function settingsLines({ name, settings, DeadLetterConfig }: Stored): string {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig, LastModified } = settings ?? {}
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['retries', orDefault(MaximumRetryAttempts, eventInvokeDefaults.MaximumRetryAttempts, '')],
    ['maximum age', orDefault(MaximumEventAgeInSeconds, eventInvokeDefaults.MaximumEventAgeInSeconds, ' s')],
    ['on success', DestinationConfig?.OnSuccess?.Destination],
    ['on failure', DestinationConfig?.OnFailure?.Destination],
    ['dead letters', DeadLetterConfig?.TargetArn],
    ['modified', LastModified?.toISOString()],
  ]
  const lines = facts.flatMap(([fact, value]) => (value === undefined ? [] : [`  ${fact.padEnd(12)}  ${safe(value)}`]))
  const none = settings === null ? ["  no settings of its own: Lambda's defaults apply"] : []
  return [styled('bold', safe(name)), ...none, ...lines].join('\n')
}

function orDefault(value: number | undefined, fallback: number, unit: string): string {
  return value === undefined ? `${fallback}${unit} (default)` : `${value}${unit}`
}
