import type { FindingFacts } from './finding.ts'
import type { EventRule } from './setup.ts'

/** What Lambda puts on the bus (DST-4): an ASCII hyphen with spaces, and the source without `aws.`. */
const source = 'lambda'
const prefix = 'Lambda Function Invocation Result'
const detailTypes = [`${prefix} - Success`, `${prefix} - Failure`]

/** Rules that are meant for Lambda's records and can match none: `aws.lambda`, or a dash where the event has a hyphen. */
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
        `source is ${JSON.stringify(pattern.source)}; the records come from "${source}"`,
        `Write "source": ["${source}"].`,
      ),
    )
  if (!mayMatch(pattern['detail-type'], detailTypes)) {
    const dash = /[–—]/.test(JSON.stringify(pattern['detail-type'])) ? ', with a hyphen and no dash' : ''
    findings.push(
      finding(
        'DST-4',
        `detail-type is ${JSON.stringify(pattern['detail-type'])}; the records have ${detailTypes.map((each) => `"${each}"`).join(' or ')}${dash}`,
        `Write "detail-type": ${JSON.stringify(detailTypes)}, or one of them.`,
      ),
    )
  }
  return findings
}

/** By what it asks for: their detail-type in any spelling, or members that only records have. Other rules are not ours. */
function isForRecords({ detail, ...pattern }: Readonly<Record<string, unknown>>): boolean {
  if (JSON.stringify(pattern['detail-type'] ?? '').includes(prefix)) return true
  const members = ['requestContext', 'responseContext', 'requestPayload', 'responsePayload']
  const fromLambda = JSON.stringify(pattern.source ?? '').includes(source)
  return fromLambda && isObject(detail) && members.some((member) => Object.hasOwn(detail, member))
}

/** Whether a list of matchers lets one of the values through; a matcher that is not known here may. */
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

function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
