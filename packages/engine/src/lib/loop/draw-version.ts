import type { Resolution, WeightedVersion } from '../ports.ts'
import type { Random } from '../time/seeded-random.ts'

/** Version to run in one attempt. */
export type DrawnVersion<Executable = unknown> = Pick<
  Resolution<Executable>,
  'version' | 'executable' | 'timeoutMs' | 'deadLetterTargetArn'
>

/**
 * Picks the version behind a reference: for a weighted alias at random, by weight (DSP-5).
 *
 * @example
 * ```ts
 * drawVersion({ …, version: '7' }, Math.random).version // '7'
 * ```
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
