import { describeOutcome, readOutcome } from '@async-invoke/schemas/outcome'

/** Reads the failure that a rule passed on. */
export async function handler(event: unknown) {
  const { functionName, reason, error } = describeOutcome(readOutcome(event))
  console.log(`${functionName}: ${reason}, ${error?.errorMessage}`)
}
