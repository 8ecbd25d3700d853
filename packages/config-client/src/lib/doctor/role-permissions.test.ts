import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'
import { type FunctionSetup, type Setup, setupOfDesiredState } from './setup.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const key = 'arn:aws:kms:us-east-1:123456789012:key/1'
const role = 'arn:aws:iam::123456789012:role/orders'
const oldRole = 'arn:aws:iam::123456789012:role/orders-2025'
const allow = (Action: string, members: object = {}) => ({
  Statement: [{ Effect: 'Allow' as const, Action, Resource: '*', ...members }],
})

const findings = (setup: Partial<FunctionSetup>, about: Omit<Setup, 'functions'>) => {
  const functions = [{ functionName: 'f', settings: {}, roleArns: { $LATEST: role, 1: oldRole }, ...setup }]
  return diagnose({ functions, ...about }).flatMap(({ rule, severity, subject, statement, evidence }) =>
    rule.startsWith('target-') ? [{ severity, rule, subject, statement, evidence }] : [],
  )
}

describe('diagnose with the policies of execution roles', () => {
  const settings = { $LATEST: { OnFailure: queue } }

  it('finds nothing if the policies allow the target, or if they are unknown', () => {
    expect(findings({ settings }, { roles: { [role]: [allow('sqs:SendMessage')] } })).toEqual([])
    expect(findings({ settings }, { roles: { [oldRole]: [] } })).toEqual([])
    expect(findings({ settings, roleArns: {} }, { roles: { [role]: [] } })).toEqual([])
  })

  it('reports a destination that the policies do not allow (CFG-14f)', () => {
    expect(findings({ settings }, { roles: { [role]: [allow('sns:Publish')] } })).toEqual([
      {
        severity: 'error',
        rule: 'target-not-allowed',
        subject: 'f:$LATEST',
        statement: 'CFG-14f',
        evidence: `the policies of ${role} do not allow sqs:SendMessage on ${queue}`,
      },
    ])
  })

  it('reports a dead-letter queue that the policies do not allow (FNC-3), by the role of each version (DSP-7)', () => {
    const roles = { [role]: [allow('sqs:*')], [oldRole]: [] }
    const found = findings({ deadLetterTargets: { $LATEST: queue, 1: topic, 2: null } }, { roles })
    expect(found.map(({ subject, statement }) => [subject, statement])).toEqual([['f:1', 'FNC-3']])
  })

  it('uses the role of the version behind an alias, and none if the version is unknown (DSP-7)', () => {
    const roles = { [role]: [allow('sqs:*')], [oldRole]: [] }
    const setup = { settings: { live: { OnSuccess: queue } } }
    expect(findings({ ...setup, aliases: { live: '1' } }, { roles })).toHaveLength(1)
    expect(findings({ ...setup, aliases: { live: null } }, { roles })).toEqual([])
    expect(findings({ ...setup, aliases: { live: '$LATEST' } }, { roles })).toEqual([])
  })

  it('reports the key of an encrypted target, action by action (section 12)', () => {
    const about = { keys: { [queue]: key }, roles: { [role]: [allow('sqs:*'), allow('kms:Decrypt')] } }
    expect(findings({ settings }, about).map(({ evidence }) => evidence)).toEqual([
      `the policies of ${role} do not allow kms:GenerateDataKey on ${key}, the key of ${queue}`,
    ])
  })

  it('mentions a permission that depends on a condition with an unknown value', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }
    const [finding, ...others] = findings({ settings }, { roles: { [role]: [allow('sqs:*', { Condition })] } })
    expect(finding).toMatchObject({ severity: 'info', rule: 'target-permission-unknown', statement: 'CFG-14f' })
    expect(finding?.evidence).toContain(`whether the policies of ${role} allow sqs:SendMessage on ${queue} depends on`)
    expect(others).toEqual([])
  })

  it('leaves a target that Lambda refuses to other findings', () => {
    expect(findings({ settings: { $LATEST: { OnFailure: role } } }, { roles: { [role]: [] } })).toEqual([])
  })

  it('diagnoses a desired state with the roles of its functions', () => {
    const DestinationConfig = { OnFailure: { Destination: queue } }
    const setup = setupOfDesiredState(
      { version: '1.0', functions: { f: { EventInvokeConfigs: { $LATEST: { DestinationConfig } } } } },
      { roleArns: { f: role }, roles: { [role]: [JSON.stringify(allow('sns:*'))] } },
    )
    expect(diagnose(setup).map(({ rule }) => rule)).toEqual(['target-not-allowed'])
  })

  it('refuses a policy that is not one', () => {
    expect(() => findings({ settings }, { roles: { [role]: ['{}'] } })).toThrow('not a policy')
  })
})
