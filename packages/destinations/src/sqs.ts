export { formatSqsMessage, type SqsMessage } from './lib/sqs-message.ts'
