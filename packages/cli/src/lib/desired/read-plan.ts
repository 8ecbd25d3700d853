import type { ConfigPlan } from '@async-invoke/config-client/plan'
import { UsageError } from '../command-error.ts'
import { parseJson } from '../parse-json.ts'
import { readText } from './read-text.ts'

const operations: readonly unknown[] = [
  'put',
  'update',
  'delete',
  'setDeadLetterConfig',
  'removeDeadLetterConfig',
] satisfies readonly ConfigPlan['steps'][number]['operation'][]

/**
 * Reads a plan as `config plan --json` prints it; `undefined` for any other document.
 *
 * @throws {@link UsageError} when a step is none; {@link CommandError} when the file cannot be read
 */
export async function readPlan(path: string): Promise<ConfigPlan | undefined> {
  const { text } = await readText(path)
  let document: unknown
  try {
    document = parseJson(text)
  } catch {
    return undefined
  }
  if (!isObject(document) || document.version !== '1.0' || !Array.isArray(document.steps)) return undefined
  const wrong = document.steps.findIndex((step) => !isStep(step))
  if (wrong === -1) return document as unknown as ConfigPlan
  throw new UsageError(`${path}: /steps/${wrong} is no step of a plan: ${JSON.stringify(document.steps[wrong])}`)
}

function isStep(step: unknown): boolean {
  return (
    isObject(step) &&
    operations.includes(step.operation) &&
    typeof step.FunctionName === 'string' &&
    Array.isArray(step.changes)
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
