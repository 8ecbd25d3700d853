import { deliveryFindings } from './deliveries.ts'
import { destinationLoops } from './destination-loops.ts'
import { earlySettings } from './early-settings.ts'
import { eventRuleFindings } from './event-rule.ts'
import { bySeverity, type Finding } from './finding.ts'
import { qualifierFindings } from './qualifiers.ts'
import { refusedSettings } from './refused-settings.ts'
import { removedSettings } from './removed-settings.ts'
import { permissionFindings } from './role-permissions.ts'
import { sdkRetryFindings } from './sdk-retries.ts'
import type { Setup } from './setup.ts'
import { unknownSettings } from './unknown-settings.ts'

/**
 * Finds what is wrong, risky or surprising in a setup. Pure: the setup comes from documents or from {@link readSetup}.
 *
 * @returns the findings, most severe first.
 *
 * @throws {@link TypeError} or {@link SyntaxError} if a policy in `roles` is not one.
 *
 * @example
 * ```ts
 * diagnose({ functions: [{ functionName: 'error', settings: { $LATEST: { MaximumEventAgeInSeconds: 60 } } }] })[0]?.rule
 * // 'age-too-short-for-retries'
 * ```
 */
export function diagnose(setup: Setup): readonly Finding[] {
  return bySeverity([
    ...setup.functions.flatMap((each) => [
      ...refusedSettings(each),
      ...deliveryFindings(each),
      ...qualifierFindings(each, setup.unknown),
      ...permissionFindings(each, setup),
      ...removedSettings(each, setup),
    ]),
    ...earlySettings(setup),
    ...destinationLoops(setup.functions),
    ...(setup.eventRules ?? []).flatMap(eventRuleFindings),
    ...sdkRetryFindings(setup),
    ...unknownSettings(setup),
  ])
}
