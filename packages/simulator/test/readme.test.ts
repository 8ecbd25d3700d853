import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printedBy, readmeExamples } from '../../../scripts/readme-examples.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))

describe('the README', () => {
  it.each(readmeExamples(folder))('shows the output of its $name', async (example) => {
    expect(await printedBy(folder, example)).toBe(example.output)
  })
})
