import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printedBy, readmeExamples } from '../../../scripts/readme-examples.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = fileURLToPath(new URL('..', import.meta.url))

describe('the README of the repository', () => {
  const examples = readmeExamples(root)

  it('shows how to read a failure queue, and a handler under test', () => {
    expect(examples).toHaveLength(2)
  })

  it.each(examples)('shows the output of its $name', async (example) => {
    expect(await printedBy(folder, example)).toBe(example.output)
  })
})
