import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { clientSettings } from '../service-clients.ts'
import { createIamPolicies } from './iam-policies.ts'
import type { RolePolicySource } from './role-permissions.ts'

let server: Server
let source: RolePolicySource

afterEach(() => {
  source.close()
  server.close()
})

/** An IAM that answers each request with a status and a body, and the policies read from it. */
async function iamThat(answer: (body: string) => readonly [status: number, body: string]): Promise<readonly string[]> {
  const asked: string[] = []
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    const action = new URLSearchParams(body).get('Action') ?? ''
    asked.push(action)
    const [status, text] = answer(action)
    response.writeHead(status, { 'Content-Type': 'text/xml' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  source = createIamPolicies({ ...clientSettings(endpoint, 'us-east-1'), maxAttempts: 1 })
  return asked
}

const empty = (action: string) => {
  const members = action === 'ListRolePolicies' ? '<PolicyNames/>' : '<AttachedPolicies/>'
  const result = `<IsTruncated>false</IsTruncated>${members}`
  return [200, `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`] as const
}
const role = 'arn:aws:iam::123456789012:role/team/orders'

it('those who ask at the same time share one reading, and the next one reads anew', async () => {
  const asked = await iamThat(empty)
  const all = await Promise.all([source.policiesOf(role), source.policiesOf(role), source.policiesOf(`${role}-2`)])
  expect(all).toEqual([[], [], []])
  expect(asked).toHaveLength(4)
  await source.policiesOf(role)
  expect(asked).toHaveLength(6)
})

it.each([
  ['is not there', 404, 'NoSuchEntity'],
  ['may not be read', 403, 'AccessDenied'],
])('of a role that %s nothing is known', async (_, status, code) => {
  await iamThat(() => [status, `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`])
  expect(await source.policiesOf(role)).toBeUndefined()
})

it('of a role of which a part cannot be read nothing is known', async () => {
  const names = '<PolicyNames><member>send</member></PolicyNames>'
  const listed = `<ListRolePoliciesResponse><ListRolePoliciesResult>${names}</ListRolePoliciesResult></ListRolePoliciesResponse>`
  const document = '<PolicyDocument>no policy</PolicyDocument>'
  const got = `<GetRolePolicyResponse><GetRolePolicyResult>${document}</GetRolePolicyResult></GetRolePolicyResponse>`
  const asked = await iamThat((action) => [200, action === 'ListRolePolicies' ? listed : got])
  expect(await source.policiesOf(role)).toBeUndefined()
  expect(asked).toEqual(['ListRolePolicies', 'GetRolePolicy'])
})
