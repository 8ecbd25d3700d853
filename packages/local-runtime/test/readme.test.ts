import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printedBy, readmeExamples } from '../../../scripts/readme-examples.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
/** Its examples need a runtime, and this package has both. */
const configClient = fileURLToPath(new URL('../../config-client', import.meta.url))

const examples = [
  ...readmeExamples(folder).map((example) => ({ of: 'this package', ...example })),
  ...readmeExamples(configClient).map((example) => ({ of: 'config-client', ...example })),
]

describe('an example of a README', () => {
  it.each(examples)('prints what the README of $of says: $name', async ({ of: _, ...example }) => {
    expect(await printedBy(folder, example)).toBe(example.output)
  })
})
