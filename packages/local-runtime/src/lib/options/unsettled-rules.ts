import type { UnsettledChoices } from '@async-invoke/engine'
import type { RulesFor } from './option-rule.ts'

/** Open questions about Lambda and the answers that the engine accepts. */
export const unsettledRules = {
  loopRecord: {
    about: 'Record and dead letter of an event that loop detection drops.',
    kind: 'choice',
    values: { none: 'neither is sent', unverified: 'both are sent, in the form of one implementation' },
    defaultValue: 'none',
  },
  systemErrorExpiry: {
    about: 'Status in the record of an event that expired after system errors.',
    kind: 'choice',
    values: { status: 'the code of the fault', omitted: 'no status' },
    defaultValue: 'status',
  },
  backoffAfterRun: {
    about: 'Back-off after throttles, once the function has run.',
    kind: 'choice',
    values: { reset: 'starts over', keep: 'continues' },
    defaultValue: 'reset',
  },
  backoffJitter: {
    about: 'Jitter of the back-off after throttles.',
    kind: 'choice',
    values: {
      group: 'waits of events throttled together are drawn from their upper halves, those of one alone are exact',
      none: 'the exact schedule',
      'upper-half': 'each wait is drawn from its upper half',
    },
    defaultValue: 'group',
  },
  invokeCountOnSuccess: {
    about: '`approximateInvokeCount` of a success after failures.',
    kind: 'choice',
    values: { one: '1, as in every recording', runs: 'the number of runs' },
    defaultValue: 'one',
  },
  weightedAlias: {
    about: 'When the version of a weighted alias is drawn.',
    kind: 'choice',
    values: { 'per-attempt': 'for each attempt', once: 'once per event' },
    defaultValue: 'per-attempt',
  },
  expiryWithoutAttempt: {
    about: 'Status in the record of an event that expired without an attempt.',
    kind: 'choice',
    values: { omitted: 'no status', throttled: 'the status of a throttle' },
    defaultValue: 'omitted',
  },
  throttledAfterRun: {
    about: 'Status in the record of an event that ran, failed and was throttled until it expired.',
    kind: 'choice',
    values: { 'last-attempt': 'the status of the throttle', 'last-run': 'the status of the run' },
    defaultValue: 'last-attempt',
  },
  missingAlias: {
    about: 'An event whose alias was deleted before its first run, with retries left.',
    kind: 'choice',
    values: {
      wait: 'waits for the alias, and is dropped at its age limit without a record',
      'not-found': 'fails as for any missing target, with a record',
    },
    defaultValue: 'wait',
  },
} as const satisfies RulesFor<UnsettledChoices>
