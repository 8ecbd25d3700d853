import { describe, expect, it } from 'vitest'
import { findNearestName } from './nearest-name.ts'

const known = ['port', 'host', 'region', 'timeoutInSeconds', 'deadLetterTargetArn', 'aliases', 's3', 'sqs']

describe('findNearestName', () => {
  it.each([
    { name: 'prot', nearest: 'port' },
    { name: 'Port', nearest: 'port' },
    { name: 'regoin', nearest: 'region' },
    { name: 'timeout', nearest: 'timeoutInSeconds' },
    { name: 'dead-letter-target-arn', nearest: 'deadLetterTargetArn' },
    { name: 'deadletterTargetArn', nearest: 'deadLetterTargetArn' },
    { name: 'alias', nearest: 'aliases' },
    { name: 'sqss', nearest: 'sqs' },
    { name: 's4', nearest: 's3' },
  ])('finds $nearest for $name', ({ name, nearest }) => {
    expect(findNearestName(name, known)).toBe(nearest)
  })

  it.each(['', 'unknownOption', 'zone', 'x'.repeat(100_000)])('finds nothing for "%.20s"', (name) => {
    expect(findNearestName(name, known)).toBeUndefined()
  })
})
