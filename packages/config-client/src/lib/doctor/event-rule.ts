import type { FindingFacts } from './finding.ts'
import type { EventRule } from './setup.ts'

/** The members of Lambda's events (DST-4): the source has no `aws.` prefix, the detail-type a spaced ASCII hyphen. */
const source = 'lambda'
const prefix = 'Lambda Function Invocation Result'
const detailTypes = [`${prefix} - Success`, `${prefix} - Failure`]

/** Finds rules meant for Lambda's records that match none: `aws.lambda` as source, or a dash in place of the hyphen. */
export function eventRuleFindings({ name, pattern }: EventRule): readonly FindingFacts[] {
  if (!isObject(pattern) || !isForRecords(pattern)) return []
  const finding = (statement: string, evidence: string, remedy: string): FindingFacts => {
    return { severity: 'error', rule: 'rule-never-matches', subject: name, statement, evidence, remedy }
  }
  const findings: FindingFacts[] = []
  if (!mayMatch(pattern.source, [source]))
    findings.push(
      finding(
        'DST-4',
        `source is ${JSON.stringify(pattern.source)}, but records have "${source}"`,
        `Use "source": ["${source}"].`,
      ),
    )
  if (!mayMatch(pattern['detail-type'], detailTypes)) {
    const dash = /[–—]/.test(JSON.stringify(pattern['detail-type'])) ? ', with a hyphen instead of the dash' : ''
    findings.push(
      finding(
        'DST-4',
        `detail-type is ${JSON.stringify(pattern['detail-type'])}, but records have ${detailTypes.map((each) => `"${each}"`).join(' or ')}${dash}`,
        `Use "detail-type": ${JSON.stringify(detailTypes)}, or one of the two.`,
      ),
    )
  }
  return findings
}

/** True if a pattern names their detail-type, in any spelling, or members that only records have. */
function isForRecords({ detail, ...pattern }: Readonly<Record<string, unknown>>): boolean {
  if (JSON.stringify(pattern['detail-type'] ?? '').includes(prefix)) return true
  const members = ['requestContext', 'responseContext', 'requestPayload', 'responsePayload']
  const fromLambda = JSON.stringify(pattern.source ?? '').includes(source)
  return fromLambda && isObject(detail) && members.some((member) => Object.hasOwn(detail, member))
}

/** True if a list of matchers can match one of the values. An unknown matcher counts as a match. */
function mayMatch(matchers: unknown, values: readonly string[]): boolean {
  if (!Array.isArray(matchers)) return true
  return matchers.some((matcher) => values.some((value) => matches(matcher, value)))
}

function matches(matcher: unknown, value: string): boolean {
  if (typeof matcher === 'string') return matcher === value
  if (!isObject(matcher)) return false
  if (typeof matcher.prefix === 'string') return value.startsWith(matcher.prefix)
  if (typeof matcher.suffix === 'string') return value.endsWith(matcher.suffix)
  if (typeof matcher.wildcard === 'string') return wildcard(matcher.wildcard).test(value)
  const other = matcher['equals-ignore-case']
  return typeof other === 'string' ? other.toLowerCase() === value.toLowerCase() : true
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
