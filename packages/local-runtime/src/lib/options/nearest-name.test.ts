import { describe, expect, it } from 'vitest'
import { nearestName } from './nearest-name.ts'

const known = ['port', 'host', 'region', 'timeoutInSeconds', 'deadLetterTargetArn', 'aliases', 's3', 'sqs']

describe('nearestName', () => {
  it.each([
    ['prot', 'port'],
    ['Port', 'port'],
    ['regoin', 'region'],
    ['timeout', 'timeoutInSeconds'],
    ['dead-letter-target-arn', 'deadLetterTargetArn'],
    ['deadletterTargetArn', 'deadLetterTargetArn'],
    ['alias', 'aliases'],
    ['sqss', 'sqs'],
    ['s4', 's3'],
  ])('finds for %s %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest)
  })

  it.each(['', 'unknownOption', 'zone', 'x'.repeat(100_000)])('finds none for %.20s', (name) => {
    expect(nearestName(name, known)).toBeUndefined()
  })
})
