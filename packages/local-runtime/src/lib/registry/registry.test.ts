import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type FunctionRecord, reservedIn } from './function-record.ts'
import { Registry, type RegistryFile } from './registry.ts'

const home = { region: 'us-east-1', accountId: '123456789012' }
const past = { nowMs: () => 0, settingsDelayMs: () => 0 }
const latest = { settings: {} } as FunctionRecord['latest']
const name = fc.constantFrom('orders', 'mail', 'constructor')
const recordOf = (functionName: string, reservedConcurrency: number | undefined): FunctionRecord => ({
  ...{ functionName, latest, published: [], nextVersion: 1, aliases: [], configs: [], tags: {} },
  ...{ recursiveLoop: 'Terminate', ...(reservedConcurrency !== undefined && { reservedConcurrency }) },
})
const record = fc.tuple(name, fc.option(fc.nat(900), { nil: undefined })).map(([of, size]) => recordOf(of, size))

it('knows the total reserved concurrency after any changes (FNC-7)', () => {
  const changes = fc.array(fc.oneof(record, name))
  const stored = fc.uniqueArray(record, { selector: ({ functionName }) => functionName })
  fc.assert(
    fc.property(stored, changes, (records, steps) => {
      const registry = new Registry(home, past, {
        load: () => records,
        save() {},
        remove() {},
      } as Partial<RegistryFile> as RegistryFile)
      for (const step of steps) {
        if (typeof step === 'string') registry.delete(step)
        else registry.put(step)
      }
      expect(registry.reserved).toBe(reservedIn(registry.all()))
    }),
  )
})

it('keeps the total where a change cannot be stored', () => {
  const fail = (): never => {
    throw new Error('the disk is full')
  }
  const file = {
    load: () => [recordOf('orders', 5)],
    save: fail,
    remove: fail,
  } as Partial<RegistryFile> as RegistryFile
  const registry = new Registry(home, past, file)
  expect(() => registry.put(recordOf('orders', 9))).toThrow('the disk is full')
  expect(() => registry.delete('orders')).toThrow('the disk is full')
  expect(registry.reserved).toBe(5)
})
