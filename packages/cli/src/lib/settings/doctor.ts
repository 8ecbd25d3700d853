import { stat } from 'node:fs/promises'
import { diagnose, type Finding, readSetup, setupOfDesiredState } from '@async-invoke/config-client/doctor'
import type { awsFlags } from '../aws/aws-flags.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import type { templateFlags } from '../desired/desired-flags.ts'
import { readDesired } from '../desired/read-desired.ts'
import { counted } from '../text/counted.ts'
import { lineWidth, print, safe, styled } from '../text/output.ts'
import { wrapText } from '../text/table.ts'
import type { ValuesOf } from './flags.ts'
import { withLambda } from './lambda-client.ts'
import { problemLines } from './plan-view.ts'

type Values = ValuesOf<typeof templateFlags & typeof awsFlags>

/** Prints the findings about a document, or about functions as they are stored. */
export async function examine(operands: readonly string[], values: Values): Promise<number> {
  const findings = await findingsOf(operands, values)
  if (values.json === true) for (const finding of findings) await print(JSON.stringify({ kind: 'finding', ...finding }))
  else for (const finding of findings) await print(findingLines(finding))
  const summary = { kind: 'summary', findings: findings.length, ...countsOf(findings) }
  if (values.json === true) await print(JSON.stringify(summary))
  else await print(findings.length === 0 ? 'no findings' : counted(findings.length, 'finding'))
  return summary.errors + summary.warnings > 0 ? exitCodes.findings : exitCodes.success
}

async function findingsOf(operands: readonly string[], values: Values): Promise<readonly Finding[]> {
  const [first = ''] = operands
  if (!(await isFile(first)))
    return withLambda(values, async (client) => diagnose(await readSetup({ client, functionNames: operands })))
  if (operands.length > 1) throw new UsageError('config doctor takes one file, or names of functions')
  const { desired, beside, problems } = await readDesired(first, values)
  if (values.verbose === true) for (const line of problemLines(problems)) console.error(line)
  else if (problems.length > 0 && values.quiet !== true)
    console.error(`not examined: ${counted(problems.length, 'member')} of unknown value; --verbose lists them`)
  return diagnose(setupOfDesiredState(desired, beside))
}

/** A name of a function has neither a slash nor a dot; anything else that is not there is a missing file. */
async function isFile(operand: string): Promise<boolean> {
  if (operand === '-' || (/[/.\\]/.test(operand) && !operand.startsWith('arn:'))) return true
  return stat(operand).then(
    () => true,
    () => false,
  )
}

function findingLines({ severity, rule, subject, statement, evidence, remedy, helpUrl }: Finding): string {
  const tone = { error: 'red', warning: 'yellow', info: 'blue' } as const
  return [
    `${styled(tone[severity], severity)} ${styled('bold', safe(subject))}  ${rule}, ${statement}`,
    wrapText(safe(evidence), lineWidth(), '  '),
    wrapText(`remedy: ${safe(remedy)}`, lineWidth(), '  '),
    styled('dim', `  ${helpUrl}`),
    '',
  ].join('\n')
}

function countsOf(findings: readonly Finding[]) {
  const count = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), infos: count('info') }
}
