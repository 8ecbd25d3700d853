import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
  type IAMClientConfig,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam'
import { parsePolicyDocument, type RolePolicyDocument } from './policy-document.ts'
import type { RolePolicySource } from './role-permissions.ts'

/**
 * Reads the inline and attached policies of roles from IAM, without a cache: only concurrent calls for a role share a read.
 * The policies of a role that does not exist or cannot be read completely are unknown.
 */
export function createIamPolicies(config: IAMClientConfig): RolePolicySource {
  const client = new IAMClient(config)
  const reads = new Map<string, Promise<readonly RolePolicyDocument[] | undefined>>()
  return {
    policiesOf(roleArn) {
      const RoleName = roleArn.split('/').at(-1) ?? ''
      const pending = reads.get(RoleName)
      if (pending !== undefined) return pending
      const read = readPolicies(client, RoleName)
        // An unreachable service says nothing about the role.
        .catch(() => undefined)
        .finally(() => reads.delete(RoleName))
      reads.set(RoleName, read)
      return read
    },
    close: () => client.destroy(),
  }
}

async function readPolicies(client: IAMClient, RoleName: string): Promise<readonly RolePolicyDocument[]> {
  const documents: RolePolicyDocument[] = []
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName }))
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
      documents.push(decodeDocument(PolicyDocument))
    }
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName }))
    for (const { PolicyArn } of AttachedPolicies) documents.push(await readAttached(client, PolicyArn))
  return documents
}

async function readAttached(client: IAMClient, PolicyArn: string | undefined): Promise<RolePolicyDocument> {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }))
  const VersionId = Policy?.DefaultVersionId
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }))
  return decodeDocument(PolicyVersion?.Document)
}

/** IAM returns documents percent-encoded (RFC 3986). */
function decodeDocument(text: string | undefined): RolePolicyDocument {
  return parsePolicyDocument(decodeURIComponent(text ?? ''))
}
