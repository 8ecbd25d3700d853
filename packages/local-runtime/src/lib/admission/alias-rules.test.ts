import { describe, expect, it } from 'vitest'
import { checkAlias } from './alias-rules.ts'

describe('checkAlias', () => {
  it("refuses a null weight, which SDKs cannot send, with the model's message", () => {
    const alias = { name: 'live', functionVersion: '1', description: undefined, weights: { 2: null } }
    expect(checkAlias(alias, true).map(({ message }) => message)).toEqual([
      "Value '{2=null}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
    ])
  })
})
