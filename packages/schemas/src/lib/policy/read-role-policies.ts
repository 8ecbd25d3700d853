import { pagedItems } from '../paged-items.ts'
import { parseRolePolicy, type RolePolicyDocument } from './policy-document.ts'

/** The calls that {@link readRolePolicies} makes. The `IAM` of `@aws-sdk/client-iam` has them. */
export interface RolePolicyApi {
  listRolePolicies(input: RolePage): Promise<{ readonly PolicyNames?: string[] | undefined } & NextPage>
  listAttachedRolePolicies(
    input: RolePage,
  ): Promise<{ readonly AttachedPolicies?: { readonly PolicyArn?: string | undefined }[] | undefined } & NextPage>
  getRolePolicy(input: {
    RoleName: string
    PolicyName: string
  }): Promise<{ readonly PolicyDocument?: string | undefined }>
  getPolicy(input: {
    PolicyArn: string
  }): Promise<{ readonly Policy?: { readonly DefaultVersionId?: string | undefined } | undefined }>
  getPolicyVersion(input: {
    PolicyArn: string
    VersionId: string
  }): Promise<{ readonly PolicyVersion?: { readonly Document?: string | undefined } | undefined }>
}

/** One page of a list about a role. */
export interface RolePage {
  RoleName: string
  Marker?: string
}

/** Where the next page of a list starts. */
export interface NextPage {
  readonly Marker?: string | undefined
}

/**
 * Reads the inline and attached policies of a role, all pages.
 *
 * @param roleArn - the role's ARN or name
 * @throws the error of the first call that fails; {@link DocumentError} if a document is not a policy; `Error` for a list that
 * would never end
 * @example
 * ```ts
 * await readRolePolicies(new IAM({}), 'arn:aws:iam::123456789012:role/orders')
 * ```
 */
export async function readRolePolicies(iam: RolePolicyApi, roleArn: string): Promise<readonly RolePolicyDocument[]> {
  const RoleName = roleArn.split('/').at(-1) ?? ''
  const documents: RolePolicyDocument[] = []
  const inline = pages((page) => iam.listRolePolicies({ RoleName, ...page }))
  const named = pagedItems(inline, ({ PolicyNames, Marker }) => ({
    items: PolicyNames?.map((PolicyName) => ({ PolicyName })),
    next: Marker,
  }))
  for await (const { PolicyName } of named)
    documents.push(decodeDocument((await iam.getRolePolicy({ RoleName, PolicyName })).PolicyDocument))
  const attached = pages((page) => iam.listAttachedRolePolicies({ RoleName, ...page }))
  const items = pagedItems(attached, ({ AttachedPolicies, Marker }) => ({ items: AttachedPolicies, next: Marker }))
  for await (const { PolicyArn = '' } of items) documents.push(await readAttached(iam, PolicyArn))
  return documents
}

/** The last page has no marker, of some emulators an empty one. */
async function* pages<Page extends NextPage>(read: (from: { Marker?: string }) => Promise<Page>): AsyncIterable<Page> {
  let Marker: string | undefined
  do {
    const page = await read(Marker === undefined ? {} : { Marker })
    Marker = page.Marker === '' ? undefined : page.Marker
    yield { ...page, Marker }
  } while (Marker !== undefined)
}

async function readAttached(iam: RolePolicyApi, PolicyArn: string): Promise<RolePolicyDocument> {
  const { Policy } = await iam.getPolicy({ PolicyArn })
  const VersionId = Policy?.DefaultVersionId ?? ''
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId })
  return decodeDocument(PolicyVersion?.Document)
}

/** IAM returns documents percent-encoded (RFC 3986), some emulators as they are: there a `%` stands for itself. */
function decodeDocument(text = ''): RolePolicyDocument {
  return parseRolePolicy(/^\s*\{/.test(text) ? text : decodeURIComponent(text))
}
