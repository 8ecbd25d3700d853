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
 * Reads the policies of roles from IAM: those in the role and those attached to it. They are read anew each time, once for
 * all who ask at the same time. Of a role that is not there or cannot be read whole nothing is known.
 */
export function createIamPolicies(config: IAMClientConfig): RolePolicySource {
  const client = new IAMClient(config)
  const reading = new Map<string, Promise<readonly RolePolicyDocument[] | undefined>>()
  return {
    policiesOf(roleArn) {
      const RoleName = roleArn.split('/').at(-1) ?? ''
      const begun = reading.get(RoleName)
      if (begun !== undefined) return begun
      const read = policiesIn(client, RoleName)
        // A service that cannot be reached proves nothing about the role.
        .catch(() => undefined)
        .finally(() => reading.delete(RoleName))
      reading.set(RoleName, read)
      return read
    },
    close: () => client.destroy(),
  }
}

async function policiesIn(client: IAMClient, RoleName: string): Promise<readonly RolePolicyDocument[]> {
  const documents: RolePolicyDocument[] = []
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName }))
    for (const PolicyName of PolicyNames) {
      const { PolicyDocument } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
      documents.push(documentOf(PolicyDocument))
    }
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName }))
    for (const { PolicyArn } of AttachedPolicies) documents.push(await attached(client, PolicyArn))
  return documents
}

async function attached(client: IAMClient, PolicyArn: string | undefined): Promise<RolePolicyDocument> {
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }))
  const VersionId = Policy?.DefaultVersionId
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }))
  return documentOf(PolicyVersion?.Document)
}

/** IAM writes documents as parts of a URL (RFC 3986). */
function documentOf(text: string | undefined): RolePolicyDocument {
  return parsePolicyDocument(decodeURIComponent(text ?? ''))
}
