import { s3KeyErrors } from '../../generated/s3-key.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * Key of an object that an S3 destination wrote (DST-6): `aws/lambda/async/<function>/YYYY/MM/DD/<time>-<uuid>`, in
 * UTC. The UUID is not the request id.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export type S3Key = string

/** Lists what is wrong with `value`; empty if it is an {@link S3Key}. Never throws. */
export function checkS3Key(value: unknown): readonly Issue[] {
  return issuesOf(s3KeyErrors, value)
}
