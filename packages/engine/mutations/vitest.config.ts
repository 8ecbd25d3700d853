import shared from '../../../vitest.shared.ts'
import { currentMutant } from './mutants.ts'

const mutant = currentMutant()

/** The shared configuration, with one file mutated when tests load it. */
export default {
  ...shared,
  // No cache: it would carry a mutant over to the next one.
  test: { ...shared.test, fsModuleCache: false },
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
