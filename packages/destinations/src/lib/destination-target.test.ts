import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { destinationTarget, type TargetUse } from './destination-target.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST'
const ask = (arn: string, use: TargetUse = 'OnFailure') => destinationTarget(arn, { functionArn, use })

describe('destinationTarget', () => {
  it.each([
    ['arn:aws:sqs:us-east-1:123456789012:order-failures', 'sqs'],
    ['arn:aws:sqs:us-east-1:210987654321:order-failures', 'sqs'],
    ['arn:aws:sns:us-east-1:123456789012:order-results', 'sns'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit', 'lambda'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit:7', 'lambda'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit:$LATEST', 'lambda'],
    ['arn:aws:lambda:us-east-1:210987654321:function:order-processor', 'lambda'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/default', 'eventbridge'],
    ['arn:aws:s3:::order-failure-records', 's3'],
  ])('%s is a target of kind %s (DST-7, CFG-22, U-23)', (destinationArn, kind) => {
    expect(ask(destinationArn)).toMatchObject({ kind })
  })

  it.each([
    ['kafka://orders', 'kafka', 'DST-7'],
    ['order-failures', 'not-an-arn', 'CFG-14d'],
    ['', 'not-an-arn', 'CFG-14d'],
    ['arn:aws:kinesis:us-east-1:123456789012:stream/orders', 'service', 'CFG-14c'],
    ['arn:aws:constructor:us-east-1:123456789012:orders', 'service', 'CFG-14c'],
    ['arn:aws:sqs:us-east-1:123456789012:orders.fifo', 'fifo', 'DST-10'],
    ['arn:aws:sns:us-east-1:123456789012:orders.fifo', 'fifo', 'DST-10'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/aws.partner/acme.example/1', 'partner-bus', 'DST-11'],
    ['arn:aws:events:us-east-1:123456789012:rule/orders', 'resource', 'DST-7'],
    ['arn:aws:sns:us-east-1:123456789012:orders:5be5f1c2-8b1e-4a0f-9a55-0c6d3b2f7e11', 'resource', 'DST-7'],
    ['arn:aws:s3:::bucket/key', 'resource', 'DST-7'],
    ['arn:aws:lambda:us-east-1:123456789012:layer:orders:1', 'resource', 'DST-7'],
    ['arn:aws:sqs:::orders', 'resource', 'DST-7'],
    ['arn:aws:sqs:eu-west-1:123456789012:orders', 'other-region', 'U-14'],
    ['arn:aws:lambda:eu-west-1:123456789012:function:order-processor', 'other-region', 'U-14'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-processor', 'self', 'CFG-14b'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-processor:live', 'self', 'CFG-14b'],
  ])('%s is refused: %s (%s)', (destinationArn, reason, rule) => {
    const refusal = ask(destinationArn)
    expect(refusal).toMatchObject({ kind: 'refused', reason, rule })
    expect(refusal).toHaveProperty('message', expect.stringContaining(destinationArn))
  })

  it('takes S3 for failures and not for successes (CFG-14c)', () => {
    expect(ask('arn:aws:s3:::records', 'OnSuccess')).toMatchObject({ reason: 's3-on-success', rule: 'CFG-14c' })
  })

  it.each([
    ['arn:aws:s3:::records', 'service'],
    ['arn:aws:events:us-east-1:123456789012:event-bus/default', 'service'],
    ['arn:aws:lambda:us-east-1:123456789012:function:order-audit', 'service'],
    ['arn:aws:sqs:us-east-1:123456789012:orders.fifo', 'fifo'],
    ['arn:aws:sns:eu-west-1:123456789012:orders', 'other-region'],
  ])('does not take %s for dead letters: %s (FNC-3, DLQ-9)', (destinationArn, reason) => {
    expect(ask(destinationArn, 'dead-letter')).toMatchObject({ kind: 'refused', reason, rule: 'FNC-3' })
  })

  it('takes queues and topics for dead letters (DLQ-9)', () => {
    expect(ask('arn:aws:sqs:us-east-1:123456789012:q', 'dead-letter')).toMatchObject({ kind: 'sqs' })
    expect(ask('arn:aws:sns:us-east-1:123456789012:t', 'dead-letter')).toMatchObject({ kind: 'sns' })
  })

  it('compares nothing with a function that it does not know', () => {
    const arn = 'arn:aws:sqs:eu-west-1:123456789012:orders'
    expect(destinationTarget(arn, { functionArn: 'order-processor', use: 'OnFailure' })).toMatchObject({ kind: 'sqs' })
  })
})

interface AdmissionVector {
  readonly why: string
  readonly functionName?: string
  readonly request: {
    readonly DestinationConfig?: {
      readonly OnSuccess?: { readonly Destination?: string }
      readonly OnFailure?: { readonly Destination?: string }
    }
  }
}

describe('destinationTarget agrees with the admission of settings', () => {
  const destinationsIn = (verdict: 'accepted' | 'refused') => {
    const folder = new URL(`../../../../vectors/event-invoke-config/${verdict}/`, import.meta.url)
    return readdirSync(folder).flatMap((name) => {
      const { request }: AdmissionVector = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
      const { OnSuccess, OnFailure } = request.DestinationConfig ?? {}
      return [
        { name, use: 'OnSuccess' as const, arn: OnSuccess?.Destination ?? '' },
        { name, use: 'OnFailure' as const, arn: OnFailure?.Destination ?? '' },
      ].filter(({ arn }) => arn !== '')
    })
  }
  it.each(destinationsIn('accepted'))('$name: takes $arn $use', ({ arn, use }) => {
    // Where admission does not know the function's home, neither does this.
    const home = arn.split(':')[3] || 'us-east-1'
    const owner = `arn:aws:lambda:${home}:123456789012:function:order-processor:$LATEST`
    expect(destinationTarget(arn, { functionArn: owner, use })).not.toHaveProperty('reason')
  })
  const refused = destinationsIn('refused')
  it.each([...new Set(refused.map(({ name }) => name))])('%s: refuses what is wrong in it', (vector) => {
    const destinations = refused.filter(({ name }) => name === vector)
    // Of two sides one may be in order.
    expect(destinations.map(({ arn, use }) => ask(arn, use).kind)).toContain('refused')
  })
})
