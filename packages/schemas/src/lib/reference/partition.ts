/** The partitions beside `aws`, by the beginning of their regions. */
const partitions: readonly (readonly [regions: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
]

/**
 * The partition that a region belongs to.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  return partitions.find(([regions]) => region.startsWith(regions))?.[1] ?? 'aws'
}

const dnsSuffixes: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
  ['aws-eusc', 'amazonaws.eu'],
])

/** The domain of the endpoints of a partition: `sqs.us-east-1.amazonaws.com`. `undefined` for one that is not known. */
export function dnsSuffixOf(partition: string): string | undefined {
  return dnsSuffixes.get(partition)
}
