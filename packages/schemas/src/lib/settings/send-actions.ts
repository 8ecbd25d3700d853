/**
 * The permission of a function's execution role by which Lambda sends to each kind of target, by the service in its ARN.
 *
 * Source: Lambda Developer Guide, "Asynchronous invocation".
 *
 * @example sendActions['sqs'] // 'sqs:SendMessage'
 */
export const sendActions: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
  s3: 's3:PutObject',
}
