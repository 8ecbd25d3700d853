import { type RolePolicyDocument, readRolePolicies } from '@async-invoke/schemas/policy'
import { IAM, type IAMClientConfig } from '@aws-sdk/client-iam'
import type { RolePolicySource } from './role-permissions.ts'

/**
 * Reads the inline and attached policies of roles from IAM, without a cache: only concurrent calls for a role share a read.
 * The policies of a role that does not exist or cannot be read completely are unknown.
 */
export function createIamPolicies(config: IAMClientConfig): RolePolicySource {
  const iam = new IAM(config)
  const reads = new Map<string, Promise<readonly RolePolicyDocument[] | undefined>>()
  return {
    policiesOf(roleArn) {
      const pending = reads.get(roleArn)
      if (pending !== undefined) return pending
      const read = readRolePolicies(iam, roleArn)
        // An unreachable service says nothing about the role.
        .catch(() => undefined)
        .finally(() => reads.delete(roleArn))
      reads.set(roleArn, read)
      return read
    },
    close: () => iam.destroy(),
  }
}
