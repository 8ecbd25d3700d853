import { BaseSequencer, type TestSpecification } from 'vitest/node'
import shared from '../../../vitest.shared.ts'
import { currentMutant, suites } from './mutants.ts'

const mutant = currentMutant()

/** Runs the files in the order in which the suite names them: the first failure ends the run, and Vitest would begin with the longest. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { tests } = suites[mutant?.file ?? ''] ?? { tests: [] }
    const placeOf = ({ moduleId }: TestSpecification): number => tests.findIndex((name) => moduleId.includes(name))
    return files.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

/** The shared configuration, with one file mutated when tests load it. */
export default {
  ...shared,
  // No cache: it would carry a mutant over to the next one. What a mutant leaves in the temporary folder is no test's notice.
  test: { ...shared.test, globalSetup: [], fsModuleCache: false, sequence: { sequencer: AsNamed } },
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      transform(code: string, id: string) {
        if (mutant === undefined || !id.endsWith(`/packages/${mutant.file}`)) return undefined
        return { code: code.replace(mutant.from, () => mutant.to), map: null }
      },
    },
  ],
}
