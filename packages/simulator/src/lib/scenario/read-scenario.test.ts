import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pricesSchema } from '../summary/prices.ts'
import { checkDocument } from './check-document.ts'
import { checkedScenario, parseScenario } from './read-scenario.ts'
import { scenarioSchema } from './scenario-schema.ts'

const orders = { arrivals: { poisson: { perSecond: 2 } }, durationMs: 200 }
const plain = { version: '1.0', durationSeconds: 60, functions: { orders } }
const full = {
  ...plain,
  observeSeconds: 120,
  accountConcurrency: 500,
  functions: {
    orders: {
      ...orders,
      arrivals: [{ constant: { perSecond: 1 } }, { bursts: { events: 5, everySeconds: 10, overSeconds: 1 } }],
      durationMs: { percentiles: { p50: 100, 'p99.9': 900 } },
      settings: { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: null } } },
    },
  },
  outages: [{ fromSeconds: 10, forSeconds: 5, effect: 'errors', functions: ['orders'], durationMs: 9_000 }],
  variants: { A: {}, B: { functions: { orders: { MaximumEventAgeInSeconds: 60 } } } },
}

const problemsOf = (document: unknown): readonly string[] => {
  try {
    checkedScenario(document)
    return []
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : ['?']
  }
}

describe('parseScenario', () => {
  it('reads YAML and JSON alike', () => {
    const yaml =
      'version: "1.0"\ndurationSeconds: 60\nfunctions:\n  orders: { arrivals: { poisson: { perSecond: 2 } }, durationMs: 200 }\n'
    expect(parseScenario(yaml)).toEqual(plain)
    expect(parseScenario(JSON.stringify(full))).toEqual(full)
  })

  it.each([
    { text: 'functions: [', problem: 'the document is neither YAML nor JSON: ' },
    { text: 'version: 1.0', problem: 'version must be "1.0" (const); it is 1' },
    { text: ' '.repeat(1_048_577), problem: 'the document has 1048577 characters, more than 1048576' },
    { text: 'a: &a { b: *a }', problem: 'a is not known (additionalProperties); it is a value that contains itself' },
    { text: 'version: .inf', problem: 'version must be "1.0" (const); it is Infinity' },
    { text: 'orders', problem: 'the document must be an object (type); it is "orders"' },
    { text: undefined as never, problem: 'the document must be the text of YAML or JSON (type); it is missing' },
    { text: { version: 1 } as never, problem: 'the document must be the text of YAML or JSON (type); it is {' },
  ])('refuses a text with the problem "$problem"', ({ text, problem }) => {
    expect(() => parseScenario(text)).toThrow(problem)
  })

  it.each([
    {
      change: { durationSecond: 5 },
      problem: 'durationSecond is not known (additionalProperties); it is 5; did you mean durationSeconds?',
    },
    {
      change: { durationSeconds: undefined },
      problem: 'durationSeconds must be given unless all arrivals are recorded (required); it is missing',
    },
    { change: { durationSeconds: 0 }, problem: 'durationSeconds must be greater than 0 (exclusiveMinimum); it is 0' },
    { change: { functions: {} }, problem: 'functions must have at least 1 members (minProperties); it is {}' },
    {
      change: { functions: { orders: { ...orders, durationMs: -5 } } },
      problem: 'functions.orders.durationMs must be at least 0 (minimum); it is -5',
    },
    {
      change: { functions: { orders: { ...orders, durationMs: { uniform: { from: 9, to: 3 } } } } },
      problem:
        'functions.orders.durationMs.uniform must have a from that is at most its to (order); it is {"from":9,"to":3}',
    },
    {
      change: { functions: { orders: { ...orders, durationMs: { percentiles: { p99: 3, p50: 9 } } } } },
      problem:
        'functions.orders.durationMs.percentiles must not fall from one percentile to the next (order); it is {"p99":3,"p50":9}',
    },
    {
      change: {
        functions: { orders: { ...orders, arrivals: { poisson: { perSecond: 1 }, constant: { perSecond: 1 } } } },
      },
      problem:
        'functions.orders.arrivals must have at most 1 members (maxProperties); it is {"poisson":{"perSecond":1},"constant":{"perSecond":1}}',
    },
    {
      change: { outages: [{ fromSeconds: 1, forSeconds: 1, effect: 'errors', functions: ['order'] }] },
      problem: 'outages[0].functions names no function of the scenario (functions); it is "order"',
    },
    {
      change: { variants: { A: { functions: { refunds: {} } } } },
      problem: 'variants.A.functions.refunds is no function of the scenario (functions); it is "refunds"',
    },
    {
      change: { variants: { 'a b': { functions: { orders: { MaximumRetryAttempts: 3 } } } } },
      problem: `variants["a b"].functions.orders.MaximumRetryAttempts is 3: ValidationException: 1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2`,
    },
    {
      change: { functions: { orders: { ...orders, settings: { ReservedConcurrentExecutions: 901 } } } },
      problem: "functions must leave 100 of the account's concurrency of 1000 unreserved (FNC-7); it is 901",
    },
  ])('refuses a scenario with the problem "$problem"', ({ change, problem }) => {
    expect(problemsOf({ ...plain, ...change })).toEqual([problem])
  })

  it('shortens long values, and names each of several problems', () => {
    const problems = problemsOf({ ...plain, title: 5, about: ['x'.repeat(5_000)] })
    expect(problems).toHaveLength(2)
    expect(problems.join('').length).toBeLessThan(300)
  })
})

describe('the published schemas', () => {
  it.each([
    { name: 'scenario', schema: scenarioSchema },
    { name: 'prices', schema: pricesSchema },
  ])('are those of the package: $name', ({ name, schema }) => {
    const published = readFileSync(new URL(`../../../${name}.schema.json`, import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(schema)))
  })

  it('admit exactly what Ajv admits, for any change of a scenario', () => {
    const validate = new Ajv2020({ allowUnionTypes: true, strictTypes: false }).compile(scenarioSchema)
    const value = fc.oneof(
      fc.constantFrom(null, true, '', 'x', -1, 0, 0.5, 1, 1e9, 'errors', '1.0'),
      fc.constantFrom({}, [], { p50: 3 }, { perSecond: 1 }, { constant: { perSecond: 1 } }, [1], ['orders']),
    )
    const changed = (node: unknown, path: readonly number[], with_: unknown, name: string): unknown => {
      if (typeof node !== 'object' || node === null) return with_
      const keys = Object.keys(node)
      const [at = 0, ...rest] = path
      if (rest.length === 0 || keys.length === 0)
        return Array.isArray(node) ? [...node, with_] : { ...node, [name]: with_ }
      const key = keys[at % keys.length] ?? ''
      const inner = changed((node as Readonly<Record<string, unknown>>)[key], rest, with_, name)
      return Array.isArray(node)
        ? node.map((each, index) => (String(index) === key ? inner : each))
        : { ...node, [key]: inner }
    }
    const names = fc.constantFrom('p50', 'p101', 'functions', 'durationMs', 'arrivals', 'effect', 'orders', 'x')
    fc.assert(
      fc.property(
        fc.constantFrom(plain, full),
        fc.array(fc.nat(9), { maxLength: 6 }),
        value,
        names,
        (base, path, with_, name) => {
          const document = changed(base, path, with_, name)
          expect(checkDocument(document, scenarioSchema).length === 0).toBe(validate(document))
        },
      ),
      { numRuns: 200 },
    )
  })
})
