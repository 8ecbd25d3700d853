import { describe, expect, it } from 'vitest'
import { createConfigClient } from './config-client.ts'

describe('createConfigClient', () => {
  it.each([{}, { client: undefined }, { client: 'us-east-1' }])('refuses %j, which has no client', (options) => {
    expect(() => createConfigClient(options as never)).toThrow(new TypeError('client must be a LambdaClient'))
  })
})
