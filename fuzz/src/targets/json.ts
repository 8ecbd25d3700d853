import { findFault } from '../../../packages/local-runtime/src/lib/http/json/fault.ts'
import { parseInSlices } from '../../../packages/local-runtime/src/lib/http/json/parse-in-slices.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import type { Target } from '../target.ts'
import { readVectors } from '../vectors.ts'

/** Larger than what is left to JSON.parse, so that the scanner decides. */
const padding = Buffer.alloc(2_048, ' ')

const target: Target = {
  promise: 'the scanner accepts exactly what JSON.parse accepts, and parses to the same value',
  seeds: () => [
    ...readVectors('vectors/batches/*.json'),
    Buffer.from('[1,-0.5e+3,"\\u00e9\\ud83d\\ude00\\\\",{"a":{"":null}},true,[[]]]'),
  ],
  mutate: mutateBytes,
  async open() {
    return {
      async attempt(input) {
        const bytes = Buffer.concat([padding, input])
        const expected = parse(bytes)
        const fault = await findFault(bytes)
        if ((fault === undefined) !== (expected !== undefined)) throw new Error(`found ${fault}`)
        if (expected === undefined) return
        const parsed = await parseInSlices(bytes)
        const same = 'value' in parsed && JSON.stringify(parsed.value) === JSON.stringify(expected.value)
        if (!same) throw new Error(`parsed as ${JSON.stringify(parsed).slice(0, 200)}`)
      },
    }
  },
}

function parse(bytes: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) }
  } catch {
    return undefined
  }
}

export default target
