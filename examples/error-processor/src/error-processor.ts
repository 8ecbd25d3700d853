import { handleOutcomes } from '@async-invoke/schemas/handle-outcomes'
import { describeOutcome } from '@async-invoke/schemas/outcome'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { findLog } from './find-log.ts'
import { composeReport, type FunctionLog } from './report.ts'

const { REPORTS_BUCKET: Bucket, DEAD_LETTERS_OF = '' } = process.env
const logs = new CloudWatchLogsClient({})
const s3 = new S3Client({})

/** Files a report of each failure in the queue. What cannot be read or filed goes back to the queue. */
export const handler = (event: unknown) =>
  handleOutcomes(event, async (outcome) => {
    const { functionName, requestId } = describeOutcome(outcome)
    if (requestId === undefined) throw new Error(`a ${outcome.kind} names no request`)
    // A dead letter does not name its function: those that share the queue are searched.
    const candidates = functionName === undefined ? DEAD_LETTERS_OF.split(',') : [functionName]
    const { key, body } = composeReport(outcome, await firstLog(candidates, requestId))
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: 'application/json' }))
    console.log(`filed ${key}`)
  })

/** The log of the first function that has lines about the request. An event that never ran has none. */
async function firstLog(functionNames: readonly string[], requestId: string): Promise<FunctionLog> {
  for (const functionName of functionNames) {
    const lines = await findLog(logs, functionName, requestId)
    if (lines.length > 0) return { functionName, lines }
  }
  return { functionName: functionNames.length === 1 ? (functionNames[0] ?? 'unknown') : 'unknown', lines: [] }
}
