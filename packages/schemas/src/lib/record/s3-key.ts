import { s3KeyErrors } from '../../generated/s3-key.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * Key of an object that an S3 destination wrote (DST-6): `aws/lambda/async/<function>/YYYY/MM/DD/<time>-<uuid>`, UTC;
 * the uuid is not the request id.
 *
 * Source: Lambda Developer Guide, "Retaining records of asynchronous invocations".
 */
export type S3Key = string

/** Lists what is wrong with `value`; empty means that it is an {@link S3Key}. Never throws. */
export function checkS3Key(value: unknown): readonly Issue[] {
  return issuesOf(s3KeyErrors, value)
}
