import { type EventInvokeConfig, eventInvokeBounds, eventInvokeDefaults } from '@async-invoke/schemas'
import { functionVersionRule } from '../admission/alias-rules.ts'
import { defaultSettings, rolePattern, settingBounds } from '../admission/setting-rules.ts'
import type { FunctionOptions } from './local-runtime-options.ts'
import type { RulesFor } from './option-rule.ts'
import { aNonEmptyString, anArn, aString, maxInt32 } from './value-rules.ts'

/** The execution role of a function by its ARN. */
export const roleArn = { kind: 'string', noun: 'the ARN of a role', pattern: `^${rolePattern}$` } as const

const eventInvokeConfigRules = {
  MaximumRetryAttempts: {
    about: 'Retries after a function error.',
    kind: 'integer',
    ...eventInvokeBounds.MaximumRetryAttempts,
    defaultValue: eventInvokeDefaults.MaximumRetryAttempts,
  },
  MaximumEventAgeInSeconds: {
    about: 'Seconds that an event may wait in the queue.',
    kind: 'integer',
    ...eventInvokeBounds.MaximumEventAgeInSeconds,
    defaultValue: eventInvokeDefaults.MaximumEventAgeInSeconds,
  },
  OnSuccess: { about: 'Destination of the records of events that succeed.', ...anArn },
  OnFailure: { about: 'Destination of the records of events that fail for good.', ...anArn },
} as const satisfies RulesFor<EventInvokeConfig>

/** The options of a declared function. What Lambda's model says beyond them is checked against the registry. */
export const functionOptionRules = {
  file: { about: "Path of the handler's file: `.mjs`, `.cjs`, `.js`, `.ts` or `.py`.", ...aNonEmptyString },
  exportName: {
    about: 'Name of the export of `file` that is the handler.',
    ...aNonEmptyString,
    defaultValue: 'handler',
  },
  directory: { about: 'Folder of the code; for `provided` runtimes it holds `bootstrap`.', ...aNonEmptyString },
  handler: { about: 'Handler as Lambda writes it: `src/orders.handler`.', ...aString },
  runtime: {
    about: "Lambda's identifier of the runtime; `python3.12` for a `.py` file, otherwise `nodejs24.x`, unless given.",
    ...aString,
  },
  role: {
    about: 'Execution role, for `roles` and `endpoints.iam`; the role `async-invoke` of the account unless given.',
    ...roleArn,
  },
  timeoutInSeconds: {
    about: 'Seconds of wall time after which a run is killed.',
    kind: 'integer',
    ...settingBounds.Timeout,
    defaultValue: defaultSettings.Timeout,
  },
  memoryInMegabytes: {
    about: 'Memory in megabytes.',
    kind: 'integer',
    ...settingBounds.MemorySize,
    defaultValue: defaultSettings.MemorySize,
  },
  environment: { about: "Environment variables beside Lambda's own.", kind: 'map', each: aString },
  deadLetterTargetArn: { about: 'Queue or topic for events that fail for good.', ...anArn },
  reservedConcurrency: {
    about: 'Runs at one time; unless given, the function shares the slots that the account has left.',
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
  },
  aliases: {
    about: 'Versions by the names of aliases: `$LATEST`, or a version that the data directory has.',
    kind: 'map',
    each: { kind: 'string', noun: '$LATEST or the number of a version', pattern: `^${functionVersionRule.pattern}$` },
  },
  eventInvokeConfigs: {
    about: 'Asynchronous settings by qualifier: `$LATEST`, an alias or a version.',
    kind: 'map',
    each: { kind: 'members', members: eventInvokeConfigRules },
  },
} as const satisfies RulesFor<FunctionOptions>
