import type { Refusal } from '@async-invoke/schemas'
import { createModelRefusal } from '@async-invoke/schemas/internal'
import { checkMember } from './model-rules.ts'

const invocationTypes = ['Event', 'RequestResponse', 'DryRun']
const noRefusals: readonly Refusal[] = []

/** Headers of a call that the model constrains (INV-2). */
export interface InvocationHeaders {
  readonly invocationType: string
  readonly logType: string | undefined
  readonly tenantId: string | undefined
}

/** Checks the headers of a call against the model. */
export function checkHeaders({ invocationType, logType, tenantId }: InvocationHeaders): readonly Refusal[] {
  if (logType === undefined && tenantId === undefined && invocationTypes.includes(invocationType)) return noRefusals
  const constraint = `Member must satisfy enum value set: [${invocationTypes.join(', ')}]`
  return [
    ...(invocationTypes.includes(invocationType)
      ? []
      : [createModelRefusal('INV-1', 'invocationType', invocationType, constraint)]),
    ...checkMember('logType', logType, { values: ['None', 'Tail'] }),
    ...checkMember('tenantId', tenantId, { minLength: 1, maxLength: 256, pattern: '[a-zA-Z0-9\\._:\\/=+\\-@ ]+' }),
  ]
}
