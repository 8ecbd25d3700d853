import { createHash } from 'node:crypto'

/** Letters, digits and punctuation, at most 128. */
const valid = /^[!-~]{1,128}$/

/**
 * The message group of a lane: its name where SQS takes that, or a hash of it.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export function groupIdOf(lane: string): string {
  return valid.test(lane) ? lane : `sha256:${createHash('sha256').update(lane).digest('base64url')}`
}
