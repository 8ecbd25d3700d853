import { describe, expect, it } from 'vitest'
import { dnsSuffixOf, partitionOf } from './partition.ts'

describe('partitionOf', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['eu-central-1', 'aws'],
    ['mx-central-1', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('puts %s into %s', (region, partition) => expect(partitionOf(region)).toBe(partition))
})

describe('dnsSuffixOf', () => {
  it.each([
    ['us-east-1', 'amazonaws.com'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['us-iso-east-1', 'c2s.ic.gov'],
    ['us-isob-east-1', 'sc2s.sgov.gov'],
    ['eu-isoe-west-1', 'cloud.adc-e.uk'],
    ['us-isof-south-1', 'csp.hci.ic.gov'],
    ['eusc-de-east-1', 'amazonaws.eu'],
  ])('is the domain of the endpoints in %s: %s', (region, suffix) =>
    expect(dnsSuffixOf(partitionOf(region))).toBe(suffix),
  )

  it('is not known of another partition', () => expect(dnsSuffixOf('aws-moon')).toBeUndefined())
})
