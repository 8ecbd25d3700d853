import { describe, expect, it } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname

describe('a declared function', () => {
  it.each([
    [{}, 'functions.a has not exactly one of file, directory: {}'],
    [
      { file: 'a.mjs', directory: 'a' },
      'functions.a has not exactly one of file, directory: {"file":"a.mjs","directory":"a"}',
    ],
  ])('%j is refused at the start', async (options, message) => {
    const functions = { a: options, b: { file } }
    await expect(startLocalRuntime({ functions })).rejects.toMatchObject({ code: 'invalid-options', message })
  })
})
