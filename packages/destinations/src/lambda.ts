export { formatLambdaInvocation, type LambdaInvocation } from './lib/lambda/invocation.ts'
export type { OutgoingRecord } from './lib/outgoing-record.ts'
