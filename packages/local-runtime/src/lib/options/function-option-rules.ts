import { describeDeclaredProblems, eventInvokeBounds, eventInvokeDefaults } from '@async-invoke/schemas/internal'
import { functionVersionRule } from '../admission/alias-rules.ts'
import { defaultSettings, rolePattern, settingBounds } from '../admission/setting-rules.ts'
import type { EventInvokeOptions, FunctionOptions } from './local-runtime-options.ts'
import type { RulesFor } from './option-rule.ts'
import { aNonEmptyString, anArn, aString, maxInt32 } from './value-rules.ts'

/** ARN of an execution role. */
export const roleArn = { kind: 'string', noun: 'the ARN of a role', pattern: `^${rolePattern}$` } as const

const destinationRules = { Destination: { about: 'ARN of the destination.', ...anArn } } as const

const eventInvokeConfigRules = {
  MaximumRetryAttempts: {
    about: 'Maximum number of retries after a function error.',
    kind: 'integer',
    ...eventInvokeBounds.MaximumRetryAttempts,
    defaultValue: eventInvokeDefaults.MaximumRetryAttempts,
  },
  MaximumEventAgeInSeconds: {
    about: 'Maximum age of a queued event, in seconds.',
    kind: 'integer',
    ...eventInvokeBounds.MaximumEventAgeInSeconds,
    defaultValue: eventInvokeDefaults.MaximumEventAgeInSeconds,
  },
  OnSuccess: { about: 'ARN of the destination for records of events that succeed.', ...anArn },
  OnFailure: { about: 'ARN of the destination for records of events that fail for good.', ...anArn },
  DestinationConfig: {
    about: "Destinations as in Lambda's API, in place of `OnSuccess` and `OnFailure`.",
    kind: 'members',
    members: {
      OnSuccess: { about: 'Destination of successes.', kind: 'members', members: destinationRules },
      OnFailure: { about: 'Destination of failures.', kind: 'members', members: destinationRules },
    },
  },
} as const satisfies RulesFor<EventInvokeOptions>

/** Its region and account conflict with no target: they are checked when the function is declared. */
const anyFunction = { functionName: '' }

/** The options of a declared function. Lambda's other constraints are checked when the function is registered. */
export const functionOptionRules = {
  file: { about: "Path to the handler's file: `.mjs`, `.cjs`, `.js`, `.ts` or `.py`.", ...aNonEmptyString },
  exportName: {
    about: 'Name of the export in `file` that is the handler.',
    ...aNonEmptyString,
    defaultValue: 'handler',
  },
  directory: {
    about: 'Folder that holds the code; for `provided` runtimes it contains `bootstrap`.',
    ...aNonEmptyString,
  },
  layers: {
    about:
      "Folders of the function's layers, each with the content of `/opt`: `nodejs/node_modules`, `python`, `bin`, `lib`. A later one wins.",
    kind: 'list',
    each: aNonEmptyString,
  },
  handler: { about: "Handler in Lambda's notation: `src/orders.handler`.", ...aString },
  runtime: {
    about: "Lambda's runtime identifier. Without it, `python3.12` for a `.py` file and `nodejs24.x` otherwise.",
    ...aString,
  },
  role: {
    about:
      "ARN of the execution role, whose policies `roles` or `endpoints.iam` supply. Without it, the account's role `async-invoke`.",
    ...roleArn,
  },
  timeoutInSeconds: {
    about: 'Timeout in seconds of wall time; a run that exceeds it is killed.',
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
  environment: { about: "Environment variables, in addition to Lambda's own.", kind: 'map', each: aString },
  deadLetterTargetArn: { about: 'ARN of the dead-letter queue or topic for events that fail for good.', ...anArn },
  DeadLetterConfig: {
    about: "Dead-letter queue or topic as in Lambda's API, in place of `deadLetterTargetArn`.",
    kind: 'members',
    members: { TargetArn: { about: 'ARN of the queue or topic.', ...anArn } },
  },
  reservedConcurrency: {
    about:
      "Reserved concurrency: the maximum number of concurrent runs, 0 for none. Without it, the function shares the account's unreserved slots.",
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
  },
  ReservedConcurrentExecutions: {
    about: "Reserved concurrency under its name in Lambda's API, in place of `reservedConcurrency`.",
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
  },
  aliases: {
    about: 'Aliases by name, each with its version: `$LATEST`, or one that the data directory holds.',
    kind: 'map',
    each: { kind: 'string', noun: '$LATEST or the number of a version', pattern: `^${functionVersionRule.pattern}$` },
  },
  eventInvokeConfigs: {
    about: 'Event invoke settings by qualifier: `$LATEST`, an alias or a version.',
    kind: 'map',
    each: {
      kind: 'members',
      members: eventInvokeConfigRules,
      apart: [
        ['OnSuccess', 'DestinationConfig'],
        ['OnFailure', 'DestinationConfig'],
      ],
      judge: (settings, path) => describeDeclaredProblems(settings, { path, of: 'settings', owner: anyFunction }),
    },
  },
} as const satisfies RulesFor<FunctionOptions>
