import { type FunctionReference, parseArn } from '@async-invoke/schemas/function-reference'
import { describeRefusedTarget, readTarget, type Target, type TargetUse } from '@async-invoke/schemas/target'
import { isDeadLetter, type Outgoing } from './outgoing.ts'
import { type FailedResult, failed } from './send-result.ts'

/** A record or dead letter with the target that its ARN names. */
export interface Entry {
  readonly outgoing: Outgoing
  readonly target: Target
}

/** Reads the target of a record or dead letter, or returns the failed result if Lambda does not send there. */
export function readEntry(outgoing: Outgoing): Entry | FailedResult {
  const { destinationArn, functionArn } = outgoing
  const purpose = { owner: ownerIn(functionArn), use: useOf(outgoing) }
  const target = readTarget(destinationArn, purpose)
  if (!('reason' in target)) return { outgoing, target }
  return failed('unsupported-destination', destinationArn, describeRefusedTarget(destinationArn, target, purpose))
}

/** Reads the function from its ARN. If it is not an ARN, region and self-reference are not checked. */
function ownerIn(functionArn: string): Partial<FunctionReference> | undefined {
  const arn = parseArn(functionArn)
  const [, functionName = ''] = arn?.resource.split(':') ?? []
  return arn && { region: arn.region, accountId: arn.accountId, functionName }
}

function useOf(outgoing: Outgoing): TargetUse {
  if (isDeadLetter(outgoing)) return 'DeadLetter'
  return outgoing.condition === 'Success' ? 'OnSuccess' : 'OnFailure'
}
