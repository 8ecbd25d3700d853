export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatLambdaInvocation, type LambdaInvokeInput } from './lib/lambda/invocation.ts'
