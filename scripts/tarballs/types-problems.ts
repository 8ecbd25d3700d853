import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'

/** Resolutions that a package of ES modules alone does not promise: `require` with types, and TypeScript before `exports`. */
const legacy: readonly string[] = ['node10', 'node16-cjs']

/** Finds what TypeScript would resolve wrongly in a packed package ("Are the types wrong?"). */
export async function typesProblems(
  tarball: string,
  entrypoints: readonly string[],
  isDual: boolean,
): Promise<readonly string[]> {
  const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))), {
    entrypoints: [...entrypoints],
  })
  if (!checked.types) return ['has no types']
  const missing = entrypoints.filter((entrypoint) => checked.entrypoints[entrypoint] === undefined)
  return [
    ...missing.map((entrypoint) => `${entrypoint} was not checked`),
    ...checked.problems
      .filter((problem) => isDual || !('resolutionKind' in problem && legacy.includes(problem.resolutionKind)))
      .map((problem) => JSON.stringify(problem)),
  ]
}
