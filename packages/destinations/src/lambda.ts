export type { OutgoingRecord } from './lib/destination/outgoing-record.ts'
export { formatLambdaInvocation, type LambdaInvocation } from './lib/lambda/invocation.ts'
