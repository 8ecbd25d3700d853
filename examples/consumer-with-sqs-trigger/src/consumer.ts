import { handleOutcomes } from '@async-invoke/schemas/handle-outcomes'
import { describeOutcome, fingerprint, originalEvent } from '@async-invoke/schemas/outcome'

/** Writes a line of JSON about each failure, for a metric filter or Logs Insights. */
export const handler = (event: unknown) =>
  handleOutcomes(event, async (outcome) => {
    const { functionName, requestId, reason, error } = describeOutcome(outcome)
    const { text } = originalEvent(outcome) ?? {}
    console.log(
      JSON.stringify({
        ...{ functionName, requestId, reason, message: error?.errorMessage },
        // Equal for failures of the same kind, whatever ids and numbers stand in their messages.
        fingerprint: fingerprint(outcome),
        event: text,
      }),
    )
  })
