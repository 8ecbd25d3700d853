import type { FindingFacts } from './finding.ts'
import type { Setup } from './setup.ts'

/**
 * Finds settings that the first deployment may store before the policy that allows their target: Lambda then refuses them,
 * destinations (CFG-14f) and dead-letter queues (FNC-3) alike.
 */
export function earlySettings({ earlySettings = [] }: Setup): readonly FindingFacts[] {
  return earlySettings.map(({ resource, functionName, qualifier, policies }) => ({
    severity: 'warning',
    rule: 'settings-before-policy',
    subject: qualifier === undefined ? functionName : `${functionName}:${qualifier}`,
    statement: qualifier === undefined ? 'FNC-3' : 'CFG-14f',
    evidence: `${resource} does not depend on ${policies.join(' and ')}, without which the role may not send to the target: the first deployment may store the settings too early, and Lambda refuses them`,
    remedy: `Add DependsOn: ${JSON.stringify(policies)} to ${resource}, or make the policy an inline one of the role.`,
  }))
}
