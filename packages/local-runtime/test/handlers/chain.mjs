import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
let lambda

/**
 * Calls the first function of `path` with the rest of the path and itself at the end: a loop, unless a call is refused.
 * Returns what the last of the synchronous calls has seen.
 */
export const handler = async (event) => {
  lambda ??= new LambdaClient({ endpoint: event.endpoint, credentials, maxAttempts: 1 })
  const [step, ...steps] = event.path
  const Payload = JSON.stringify({ ...event, path: [...steps, step] })
  const [FunctionName, InvocationType = 'RequestResponse'] = step.split(' ')
  try {
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType, Payload }))
    if (InvocationType === 'Event') return { trace: process.env._X_AMZN_TRACE_ID }
    return JSON.parse(answer.Payload.transformToString())
  } catch ({ name, message, $metadata }) {
    return { name, message, status: $metadata?.httpStatusCode, trace: process.env._X_AMZN_TRACE_ID }
  }
}
