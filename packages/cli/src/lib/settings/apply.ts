import { apply, type ConfigPlan, type StepReport } from '@async-invoke/config-client/plan'
import { exitCodes } from '../command-error.ts'
import { readDesired } from '../desired/read-desired.ts'
import { readPlan } from '../desired/read-plan.ts'
import { confirm } from '../text/confirm.ts'
import { counted } from '../text/counted.ts'
import { print, safe } from '../text/output.ts'
import { createProgress } from '../text/progress.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { defaultConcurrency, type planFlags, type ValuesOf } from './flags.ts'
import { toSentence, withLambda } from './lambda-client.ts'
import { planOf } from './plan.ts'
import { planLines, titleOf } from './plan-view.ts'

type Values = ValuesOf<typeof planFlags> & { readonly yes?: boolean }

/** Shows a plan, asks, and makes its calls. */
export async function applyFile(path: string, values: Values): Promise<number> {
  const found = (await readPlan(path)) ?? (await planOf(await readDesired(path, values), values))
  const { steps } = found
  if (values.json !== true) await print(planLines(found))
  if (steps.length === 0) {
    if (values.json === true) await print(JSON.stringify(summaryOf(steps.length, [])))
    return exitCodes.success
  }
  const question = `Make ${steps.length === 1 ? 'this call' : `these ${steps.length} calls`}?`
  if (values.yes !== true && !(await confirm(question, 'apply with --yes'))) return exitCodes.success
  return applyPlan(found, values)
}

async function applyPlan(found: ConfigPlan, values: Values): Promise<number> {
  const { json = false, quiet = false, concurrency = defaultConcurrency } = values
  const progress = createProgress(found.steps.length, 'calls', quiet)
  const lines: string[] = []
  let done = 0
  const onStep = (report: StepReport): void => {
    done += 1
    if (json) lines.push(JSON.stringify(lineOf(report)))
    else if (report.outcome === 'failed' || report.outcome === 'conflict') lines.push(describe(report))
    progress.show(done)
  }
  const reports = await untilInterrupted((signal) =>
    withLambda(values, (client) => apply(found, { client, concurrency, signal, onStep })),
  )
  progress.end()
  for (const line of lines) await print(line)
  const summary = summaryOf(found.steps.length, reports)
  await print(json ? JSON.stringify(summary) : describeSummary(summary))
  return summary.failed + summary.conflicts > 0 ? exitCodes.findings : exitCodes.success
}

/** A step and what became of it, as `--json` prints it on a line. */
function lineOf({ step, outcome, error }: StepReport) {
  const { FunctionName, operation } = step
  const Qualifier = 'Qualifier' in step ? { Qualifier: step.Qualifier } : {}
  return { kind: 'step', FunctionName, ...Qualifier, operation, outcome, ...(error && { error: sentenceOf(error) }) }
}

function describe({ step, outcome, error }: StepReport): string {
  const why = error === undefined ? 'its settings have changed since the plan' : sentenceOf(error)
  const subject = `${step.FunctionName}: ${titleOf(step)}`
  return safe(outcome === 'conflict' ? `${subject}: left alone: ${why}` : `${subject}: failed: ${why}`)
}

function sentenceOf(error: unknown): string {
  const sentence = toSentence(error)
  return (sentence instanceof Error ? sentence.message : String(sentence)).replaceAll(/\s+/g, ' ')
}

function summaryOf(steps: number, reports: readonly StepReport[]) {
  const count = (outcome: StepReport['outcome']): number => reports.filter((each) => each.outcome === outcome).length
  const [done, already, conflicts, failed] = [count('done'), count('already'), count('conflict'), count('failed')]
  return { kind: 'summary' as const, steps, done, already, conflicts, failed, isWhole: reports.length === steps }
}

function describeSummary(summary: ReturnType<typeof summaryOf>): string {
  const { steps, done, already, conflicts, failed, isWhole } = summary
  const parts = [
    `${done} of ${counted(steps, 'call')} made`,
    ...(already > 0 ? [`${already} made before`] : []),
    ...(conflicts > 0 ? [`${conflicts} left alone, since the settings have changed: plan again`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(isWhole ? [] : ['interrupted: the same command goes on']),
  ]
  return parts.join('; ')
}
