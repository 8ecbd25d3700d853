import type { FaultSettings, RuntimeFaults } from '../faults/runtime-faults.ts'
import type { RulesFor } from './option-rule.ts'
import { maxInt32 } from './value-rules.ts'

const probability = { kind: 'number', minimum: 0, maximum: 1, defaultValue: 0 } as const
const attempts = { kind: 'integer', minimum: 0, maximum: 100, defaultValue: 0 } as const

/** Faults to inject. */
export const runtimeFaultRules = {
  duplicateDelivery: {
    about: 'Probability that an event is queued twice and therefore runs twice.',
    ...probability,
  },
  lostEvent: { about: 'Probability that an event is acknowledged and never runs.', ...probability },
  throttles: { about: 'Number of attempts of every event, from the first, that are throttled.', ...attempts },
  systemErrors: {
    about: 'Number of attempts after these that are system errors with status code 500.',
    ...attempts,
  },
  failedDelivery: {
    about: 'Probability that the delivery of a record or dead letter fails.',
    ...probability,
  },
} as const satisfies RulesFor<RuntimeFaults>

/** Faults that can be switched while the runtime runs, and the delay of settings. */
export const faultRules = {
  ...runtimeFaultRules,
  settingsDelayMs: {
    about: "Milliseconds on the runtime's clock until a change of event invoke settings takes effect.",
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
  },
} as const satisfies RulesFor<Partial<FaultSettings>>
