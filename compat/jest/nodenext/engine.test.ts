/** Runs with `NODE_OPTIONS=--experimental-vm-modules`, as the README of the engine says. */
describe('engine in jest, in a CommonJS project', () => {
  it('runs a handler through its retries', async () => {
    const { runAsync } = await import('@async-invoke/engine/testing')
    const { attempts, condition } = await runAsync(async () => {
      throw new Error('no items')
    }, 1)
    expect([attempts, condition]).toEqual([3, 'RetriesExhausted'])
  })
})
