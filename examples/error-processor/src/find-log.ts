import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs'

/** An event is retried for up to six hours: the log of its first attempt is at most this old. */
const searchedMs = 7 * 60 * 60 * 1_000

/**
 * Finds the lines that name a request id in the log of a function. All attempts of an event share its request id, so the
 * lines of all attempts are found. A function that has never run has no log group: there are no lines.
 */
export async function findLog(client: CloudWatchLogsClient, functionName: string, requestId: string) {
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName: `/aws/lambda/${functionName}`,
      // Without quotation marks, the hyphens of the id would separate terms.
      filterPattern: `"${requestId}"`,
      startTime: Date.now() - searchedMs,
    },
  )
  const lines: string[] = []
  try {
    for await (const { events = [] } of pages) lines.push(...events.map(({ message = '' }) => message.trimEnd()))
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error
  }
  return lines
}
