import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatEventBridgeEntry } from './eventbridge-entry.ts'
import { formatSqsMessage } from './sqs-message.ts'

interface Vector<Input> {
  readonly name: string
  readonly why: string
  readonly input: Input
  readonly command: unknown
}

function vectorsOf<Input>(target: string): readonly Vector<Input>[] {
  const folder = new URL(`../../../../vectors/destinations/${target}/`, import.meta.url)
  return readdirSync(folder).map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }))
}

describe('formatSqsMessage', () => {
  it.each(vectorsOf<Parameters<typeof formatSqsMessage>[0]>('sqs'))('$name: $why', ({ input, command }) => {
    expect(formatSqsMessage(input)).toEqual(command)
  })
})

describe('formatEventBridgeEntry', () => {
  it.each(vectorsOf<Parameters<typeof formatEventBridgeEntry>[0]>('eventbridge'))(
    '$name: $why',
    ({ input, command }) => {
      expect(formatEventBridgeEntry(input)).toEqual(command)
    },
  )
})
