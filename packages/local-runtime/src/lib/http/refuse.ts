import { type Refusal, refusalText } from '@async-invoke/schemas'
import { LambdaError } from './lambda-error.ts'

/** Rules whose refusals have no `Type` in their body, though others of their code have (2.3). */
const withoutType: ReadonlySet<string> = new Set(['FNC-7', 'routing-of-latest'])

/** Answers with the service's own code and sentence when there is anything to refuse. */
export function refuse(refusals: readonly Refusal[]): void {
  const [first, ...others] = refusals
  if (first !== undefined) throwRefusals(first, ...others)
}

/** The one way from refusals to an answer. */
export function throwRefusals(first: Refusal, ...others: readonly Refusal[]): never {
  const options = withoutType.has(first.rule) ? { type: 'absent' } : {}
  throw new LambdaError(first.code, refusalText([first, ...others]), options)
}
