import { eventInvokeDefaults, type UnknownSettings } from '@async-invoke/schemas'
import { mayBeUnknown } from '../plan/unknown-settings.ts'
import type { FindingFacts } from './finding.ts'
import { type FunctionSetup, nameOf } from './setup.ts'

const latest = '$LATEST'

/**
 * Finds what qualifiers do not inherit: settings (DSP-6), and changes of the dead-letter queue (DSP-7); and settings of
 * aliases that do not exist (CFG-12c).
 */
export function qualifierFindings(
  setup: FunctionSetup,
  unknown: readonly UnknownSettings[] = [],
): readonly FindingFacts[] {
  return [...aliasesWithoutSettings(setup, unknown), ...settingsWithoutAlias(setup, unknown), ...frozenTargets(setup)]
}

function aliasesWithoutSettings(
  { aliases = {}, settings, ...setup }: FunctionSetup,
  unknown: readonly UnknownSettings[],
): readonly FindingFacts[] {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = eventInvokeDefaults
  const ofLatest = settings[latest]
  if (ofLatest === undefined || Object.keys(ofLatest).length === 0) return []
  return Object.keys(aliases)
    .filter((alias) => !Object.hasOwn(settings, alias) && !mayBeUnknown(unknown, setup.functionName, alias))
    .map((alias) => ({
      severity: 'warning',
      rule: 'alias-without-settings',
      subject: `${nameOf({ settings, ...setup })}:${alias}`,
      statement: 'DSP-6',
      evidence: `$LATEST has ${JSON.stringify(ofLatest)}, but the alias has no settings: its events get ${MaximumRetryAttempts} retries, a maximum age of ${MaximumEventAgeInSeconds} s and no destination`,
      remedy: `Put settings with Qualifier '${alias}'.`,
    }))
}

/** Whether a version exists is not known here. Unknown settings of any function may come with an unknown alias. */
function settingsWithoutAlias(
  { aliases, settings, ...setup }: FunctionSetup,
  unknown: readonly UnknownSettings[],
): readonly FindingFacts[] {
  if (aliases === undefined) return []
  const known = Object.keys(aliases)
  return Object.keys(settings)
    .filter((qualifier) => qualifier !== latest && !/^\d+$/.test(qualifier) && !known.includes(qualifier))
    .filter((qualifier) => !mayBeUnknown(unknown, setup.functionName, qualifier))
    .map((alias) => ({
      severity: 'warning',
      rule: 'settings-without-alias',
      subject: `${nameOf({ settings, ...setup })}:${alias}`,
      statement: 'CFG-12c',
      evidence: `the alias does not exist, so that no event is invoked with these settings, and Lambda refuses to put them; the aliases are ${known.length === 0 ? 'none' : known.join(', ')}`,
      remedy: 'Create the alias first, correct its name, or remove the settings.',
    }))
}

function frozenTargets({ aliases = {}, deadLetterTargets = {}, ...setup }: FunctionSetup): readonly FindingFacts[] {
  const current = deadLetterTargets[latest]
  if (current === undefined) return []
  return Object.entries(deadLetterTargets)
    .filter(([version, target]) => version !== latest && target !== current)
    .map(([version, target]) => {
      const users = Object.keys(aliases).filter((alias) => aliases[alias] === version)
      const used = users.length === 0 ? '' : ` (${users.length === 1 ? 'alias' : 'aliases'} ${users.join(', ')})`
      return {
        severity: users.length === 0 ? 'info' : 'warning',
        rule: 'frozen-dead-letter-differs',
        subject: `${nameOf(setup)}:${version}`,
        statement: 'DSP-7',
        evidence: `version ${version}${used} was published with ${target ?? 'no dead-letter queue'}, but $LATEST has ${current ?? 'none'}`,
        remedy: 'Publish a new version and point the alias at it: a published version keeps its dead-letter queue.',
      }
    })
}
