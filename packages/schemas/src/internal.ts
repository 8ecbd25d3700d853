/**
 * For the packages of this repository: single steps of admission, names and policies, which they take one by one.
 *
 * No compatibility promise: names here change without notice.
 */

export {
  type DeclaredEventInvokeConfig,
  type DeclaredFunctionSettings,
  describeMixedForms,
  type ReadFunctionSettings,
  readDeclaredEventInvokeConfig,
  readDeclaredFunctionSettings,
} from './lib/declared/declared-settings.ts'
export { describeDeclaredProblems } from './lib/declared/describe-declared-problems.ts'

export { withoutMark } from './lib/document/byte-order-mark.ts'
export { noAlternative } from './lib/document/closest-alternative.ts'
export { findNearestName } from './lib/document/nearest-name.ts'
export { type RepeatedMember, repeatedMembers } from './lib/document/repeated-members.ts'
export { isDay, parseTime } from './lib/document/time.ts'

export { fingerprint } from './lib/outcome/fingerprint.ts'
export { type NormalisedError, normaliseError } from './lib/outcome/normalised-error.ts'
export { pagedItems } from './lib/paged-items.ts'
export { every, negate, some, type Ternary } from './lib/policy/ternary.ts'
export { matchesParts, matchesWildcard, type Units } from './lib/policy/wildcard.ts'
export { defaultHome, homeOf } from './lib/reference/default-home.ts'
export { dnsSuffixOf, partitionOf } from './lib/reference/partition.ts'
export {
  createModelRefusal,
  createRefusal,
  describeRefused,
  formatName,
  onOneLine,
  printed,
  type Refusal,
  type RefusalCode,
  shorten,
} from './lib/reference/refusal.ts'
export { type ConfigTest, orderConfigTests } from './lib/settings/admission-order.ts'
export {
  checkEventInvokeConfigModel,
  checkNotEmpty,
} from './lib/settings/admit-event-invoke-config.ts'
export { eventInvokeBounds, eventInvokeDefaults } from './lib/settings/event-invoke-config.ts'
export type { DestinationSide, EventInvokeConfigRequest } from './lib/settings/event-invoke-config-request.ts'
export { createAbsentDestinationRefusal } from './lib/target/refusals.ts'
export { deadLetterTargetPattern } from './lib/target/target-patterns.ts'
