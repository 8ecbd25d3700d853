import { keptSettings } from '../plan/settings-change.ts'
import type { FindingFacts } from './finding.ts'
import { type FunctionSetup, nameOf, type Setup } from './setup.ts'

/**
 * Finds settings that a template leaves out and that are stored: CloudFormation may keep them (CFG-24). There is one
 * report of it and no recording.
 */
export function removedSettings(setup: FunctionSetup, { deployed = [] }: Setup): readonly FindingFacts[] {
  const now = deployed.find((each) => nameOf(each) === nameOf(setup))
  return Object.entries(setup.settings).flatMap(([qualifier, settings]) => {
    const stored = now !== undefined && Object.hasOwn(now.settings, qualifier) ? now.settings[qualifier] : undefined
    return Object.entries(keptSettings(stored ?? {}, settings)).map(([member, value]) => ({
      severity: 'warning' as const,
      rule: 'removed-setting-stays' as const,
      subject: `${nameOf(setup)}:${qualifier}`,
      statement: 'CFG-24',
      evidence: `${member} is not in the template but stored as ${value}, and may stay: CloudFormation may update the settings without it`,
      remedy: `After the deployment, check ${member}. If it stayed, put the settings without it, or delete and create the resource.`,
    }))
  })
}
