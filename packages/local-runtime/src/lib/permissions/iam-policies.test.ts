import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { clientSettings } from '../service-clients.ts'
import { createIamPolicies } from './iam-policies.ts'
import type { RolePolicySource } from './role-permissions.ts'

let server: Server
let source: RolePolicySource

afterEach(() => {
  source.close()
  server.close()
})

/** Starts an IAM with these answers. Returns the actions requested from it. */
async function startIam(answer: (body: string) => readonly [status: number, body: string]): Promise<readonly string[]> {
  const requested: string[] = []
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const action = new URLSearchParams(body).get('Action') ?? ''
    requested.push(action)
    const [status, text] = answer(action)
    response.writeHead(status, { 'Content-Type': 'text/xml' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  source = createIamPolicies({ ...clientSettings(endpoint, 'us-east-1'), maxAttempts: 1 })
  return requested
}

const empty = (action: string) => {
  const members = action === 'ListRolePolicies' ? '<PolicyNames/>' : '<AttachedPolicies/>'
  const result = `<IsTruncated>false</IsTruncated>${members}`
  return [200, `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`] as const
}
const role = 'arn:aws:iam::123456789012:role/team/orders'

describe('createIamPolicies', () => {
  it('shares one read among concurrent calls and reads again afterwards', async () => {
    const requested = await startIam(empty)
    const all = await Promise.all([source.policiesOf(role), source.policiesOf(role), source.policiesOf(`${role}-2`)])
    expect(all).toEqual([[], [], []])
    expect(requested).toHaveLength(4)
    await source.policiesOf(role)
    expect(requested).toHaveLength(6)
  })

  it.each([
    { state: 'does not exist', status: 404, code: 'NoSuchEntity' },
    { state: 'may not be read', status: 403, code: 'AccessDenied' },
  ])('returns undefined for a role that $state', async ({ status, code }) => {
    await startIam(() => [status, `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`])
    expect(await source.policiesOf(role)).toBeUndefined()
  })

  it('returns undefined for a role whose policies cannot all be read', async () => {
    const names = '<PolicyNames><member>send</member></PolicyNames>'
    const listed = `<ListRolePoliciesResponse><ListRolePoliciesResult>${names}</ListRolePoliciesResult></ListRolePoliciesResponse>`
    const document = '<PolicyDocument>no policy</PolicyDocument>'
    const got = `<GetRolePolicyResponse><GetRolePolicyResult>${document}</GetRolePolicyResult></GetRolePolicyResponse>`
    const requested = await startIam((action) => [200, action === 'ListRolePolicies' ? listed : got])
    expect(await source.policiesOf(role)).toBeUndefined()
    expect(requested).toEqual(['ListRolePolicies', 'GetRolePolicy'])
  })
})
