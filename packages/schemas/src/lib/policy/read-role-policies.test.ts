import { describe, expect, it } from 'vitest'
import { type RolePolicyApi, readRolePolicies } from './read-role-policies.ts'

const encoded = (Sid: string) =>
  encodeURIComponent(JSON.stringify({ Statement: [{ Sid, Effect: 'Allow', Action: '*', Resource: '*' }] }))

/** An IAM with two pages of each list. */
function twoPages(members: Partial<RolePolicyApi> = {}): RolePolicyApi {
  return {
    listRolePolicies: async ({ Marker }) =>
      Marker === undefined ? { PolicyNames: ['one'], Marker: 'm' } : { PolicyNames: ['two'] },
    listAttachedRolePolicies: async ({ Marker }) =>
      Marker === undefined ? { Marker: 'm' } : { AttachedPolicies: [{ PolicyArn: 'arn:three' }] },
    getRolePolicy: async ({ RoleName, PolicyName }) => ({ PolicyDocument: encoded(`${RoleName} ${PolicyName}`) }),
    getPolicy: async () => ({ Policy: { DefaultVersionId: 'v7' } }),
    getPolicyVersion: async ({ PolicyArn, VersionId }) => ({
      PolicyVersion: { Document: encoded(`${PolicyArn} ${VersionId}`) },
    }),
    ...members,
  }
}

const role = 'arn:aws:iam::123456789012:role/team/orders'

describe('readRolePolicies', () => {
  it('reads inline and attached policies from every page', async () => {
    const policies = await readRolePolicies(twoPages(), role)
    expect(policies.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid))).toEqual([
      'orders one',
      'orders two',
      'arn:three v7',
    ])
  })

  it.each([undefined, ''])('ends at a page with the marker %j', async (Marker) => {
    const onePage = twoPages({
      listRolePolicies: async () => ({ PolicyNames: ['one'], ...(Marker !== undefined && { Marker }) }),
      listAttachedRolePolicies: async () => ({ AttachedPolicies: [], ...(Marker !== undefined && { Marker }) }),
    })
    expect(await readRolePolicies(onePage, role)).toHaveLength(1)
  })

  it('rejects a list that would never end', async () => {
    const endless = twoPages({ listRolePolicies: async () => ({ PolicyNames: ['one'], Marker: 'm' }) })
    await expect(readRolePolicies(endless, role)).rejects.toThrow('the list repeats its page m')
    const attached = twoPages({ listAttachedRolePolicies: async () => ({ Marker: 'm' }) })
    await expect(readRolePolicies(attached, role)).rejects.toThrow('the list repeats its page m')
  })

  it('reads a document that is not encoded as it is', async () => {
    const Sid = '100%, %2A'
    const PolicyDocument = JSON.stringify({ Statement: { Sid, Effect: 'Allow', Action: '*', Resource: '*' } })
    const [policy] = await readRolePolicies(twoPages({ getRolePolicy: async () => ({ PolicyDocument }) }), role)
    expect(policy?.Statement[0]?.Sid).toBe(Sid)
  })

  it('rejects with the error of IAM, and for a document that is not a policy', async () => {
    const failure = new Error('AccessDenied')
    const failing = twoPages({ getPolicy: async () => Promise.reject(failure) })
    await expect(readRolePolicies(failing, role)).rejects.toBe(failure)
    const odd = twoPages({ getRolePolicy: async () => ({ PolicyDocument: '{}' }) })
    await expect(readRolePolicies(odd, role)).rejects.toThrow('not a policy: Statement is {}')
  })
})
