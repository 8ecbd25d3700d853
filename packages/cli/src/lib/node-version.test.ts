import { describe, expect, it } from 'vitest'
import { describeOldNode } from './node-version.ts'

describe('describeOldNode (RUN-5)', () => {
  it.each(['20.20.2', '18.0.0', '22.12.0', '22.5.1'])('names the version that is needed on Node.js %s', (version) => {
    expect(describeOldNode(version, '>=22.13')).toBe(`async-invoke needs Node.js 22.13 or later; this is ${version}`)
  })

  it.each(['22.13.0', '22.20.1', '24.0.0', '100.0.0'])('says nothing on Node.js %s', (version) => {
    expect(describeOldNode(version, '>=22.13')).toBeUndefined()
  })
})
