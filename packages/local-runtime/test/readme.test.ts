import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printedBy, readmeExamples } from '../../../scripts/readme-examples.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

describe('an example of the README', () => {
  it.each(readmeExamples(folder))('prints what the README says: $name', async (example) => {
    expect(await printedBy(folder, example)).toBe(example.output)
  })
})
