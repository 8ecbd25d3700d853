import type { Resolution, WeightedVersion } from '../ports.ts'
import type { Random } from '../time/seeded-random.ts'

/** The version that one run is for. */
export type DrawnVersion<Executable = unknown> = Pick<
  Resolution<Executable>,
  'version' | 'executable' | 'deadLetterTargetArn'
>

/**
 * The version behind a reference: of a weighted alias one by chance (DSP-5).
 *
 * @example drawVersion({ …, version: '7' }, Math.random).version // '7'
 */
export function drawVersion<Executable>(resolution: Resolution<Executable>, random: Random): DrawnVersion<Executable> {
  return (resolution.weightedVersions && drawWeighted(resolution.weightedVersions, random)) ?? resolution
}

function drawWeighted<Executable>(
  versions: readonly WeightedVersion<Executable>[],
  random: Random,
): WeightedVersion<Executable> | undefined {
  const total = versions.reduce((sum, { weight }) => sum + weight, 0)
  let left = random() * total
  return versions.find(({ weight }) => {
    left -= weight
    return left < 0
  })
}
