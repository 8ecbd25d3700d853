import type { UnsettledChoices } from '@async-invoke/engine'
import type { RulesFor } from './option-rule.ts'

/** The open questions about Lambda, with the answers that the engine takes. */
export const unsettledRules = {
  loopRecord: {
    about: 'Record and dead letter of an event that is stopped as a loop.',
    kind: 'choice',
    values: { none: 'the event is dropped', unverified: 'both, in the form of one implementation' },
    defaultValue: 'none',
  },
  systemErrorExpiry: {
    about: 'Status in the record of an event that expired after system errors.',
    kind: 'choice',
    values: { status: 'the code of the fault', omitted: 'none' },
    defaultValue: 'status',
  },
  backoffAfterRun: {
    about: 'Doubling waits after throttles, once the function has run.',
    kind: 'choice',
    values: { reset: 'they start anew', keep: 'they go on' },
    defaultValue: 'reset',
  },
  backoffJitter: {
    about: 'Spread of the waits after throttles.',
    kind: 'choice',
    values: { none: 'the exact schedule', 'upper-half': 'each wait is drawn from its upper half' },
    defaultValue: 'none',
  },
  invokeCountOnSuccess: {
    about: '`approximateInvokeCount` of a success after failures.',
    kind: 'choice',
    values: { one: '1, as in every recording', runs: 'the number of runs' },
    defaultValue: 'one',
  },
  weightedAlias: {
    about: 'Moment at which the version behind a weighted alias is drawn.',
    kind: 'choice',
    values: { 'per-attempt': 'for each attempt', once: 'once for an event' },
    defaultValue: 'per-attempt',
  },
  expiryWithoutAttempt: {
    about: 'Status in the record of an event that expired without an attempt.',
    kind: 'choice',
    values: { omitted: 'none', throttled: 'that of a throttle' },
    defaultValue: 'omitted',
  },
  throttledAfterRun: {
    about: 'Status in the record of an event that ran, failed and was throttled until it expired.',
    kind: 'choice',
    values: { 'last-attempt': 'that of the throttle', 'last-run': 'that of the run' },
    defaultValue: 'last-attempt',
  },
} as const satisfies RulesFor<UnsettledChoices>
