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

  it('rejects with the error of IAM, and for a document that is not a policy', async () => {
    const failure = new Error('AccessDenied')
    const failing = twoPages({ getPolicy: async () => Promise.reject(failure) })
    await expect(readRolePolicies(failing, role)).rejects.toBe(failure)
    const odd = twoPages({ getRolePolicy: async () => ({ PolicyDocument: '{}' }) })
    await expect(readRolePolicies(odd, role)).rejects.toThrow('not a policy: Statement is {}')
  })
})
