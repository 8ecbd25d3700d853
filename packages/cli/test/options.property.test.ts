import { LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { runtimeOptionRules } from '@async-invoke/local-runtime/internal/option-rules'
import type { OptionRules, ValueRule } from '@async-invoke/local-runtime/internal/options'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkConfig } from '../src/lib/config/config-rules.ts'
import { configSchema } from '../src/lib/config/config-schema.ts'

const isAdmittedBySchema = new Ajv2020({ strict: false }).compile(configSchema)
const names = fc.constantFrom('orders', 'live', '$LATEST', '1', 'constructor', 'a b')
const roles = fc.constantFrom('arn:aws:iam::123456789012:role/orders', 'arn:aws-us-gov:iam::000000000000:role/a/b')

/** Generates values that a rule admits, with a bias towards its bounds. */
function valuesOf(rule: ValueRule): fc.Arbitrary<unknown> {
  switch (rule.kind) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.oneof(fc.constantFrom(rule.minimum, rule.maximum), fc.integer({ min: rule.minimum, max: rule.maximum }))
    case 'number':
      return fc.double({ min: rule.minimum, max: rule.maximum, noNaN: true })
    case 'url':
      return fc.constantFrom('http://127.0.0.1:4566', 'https://sqs.us-east-1.amazonaws.com', 'http://[::1]:1/path')
    case 'string':
      return stringOf(rule.noun)
    case 'strings':
      return fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 2 }))
    case 'choice':
      return fc.constantFrom(...Object.keys(rule.values))
    case 'list':
      return fc.array(valuesOf(rule.each), { maxLength: 2 })
    case 'map':
      return fc.dictionary(rule.names === undefined ? names : stringOf(rule.names.noun), valuesOf(rule.each), {
        maxKeys: 2,
      })
    case 'members':
      return members(rule.members, rule.exactlyOneOf).map((each) => withoutPairs(each, rule.apart ?? []))
    case 'anything':
      return fc.jsonValue()
    case 'callback':
      throw new Error('a configuration file has no callbacks')
  }
}

function stringOf(noun: string): fc.Arbitrary<string> {
  const known: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'a string': fc.string(),
    'a non-empty string': fc.string({ minLength: 1 }),
    'an AWS region': fc.constantFrom('us-east-1', 'us-gov-west-1', 'eusc-de-east-1'),
    '12 digits': fc.constantFrom('000000000000', '123456789012'),
    'an ARN': fc.constant('arn:aws:sqs:us-east-1:123456789012:failures'),
    'the ARN of a topic': fc.constant('arn:aws:sns:us-east-1:123456789012:results'),
    'the ARN of a role': roles,
    'an origin such as http://localhost:3000': fc.constant('http://localhost:3000'),
    'the name of an environment variable': fc.constantFrom('TABLE', '_private', 'AWS_ACCESS_KEY_ID'),
    '$LATEST or the number of a version': fc.constantFrom('$LATEST', '7'),
  }
  const strings = known[noun]
  if (strings === undefined) throw new Error(`no generator for ${noun}`)
  return strings
}

function members(rules: OptionRules, exactlyOneOf: readonly string[] = []): fc.Arbitrary<object> {
  const inFiles = Object.entries(rules).filter(([, { only }]) => only === undefined)
  const values = Object.fromEntries(inFiles.map(([name, rule]) => [name, valuesOf(rule)]))
  const requiredKeys = inFiles.filter(([, { required }]) => required).map(([name]) => name)
  const whole = fc.record(values, { requiredKeys })
  if (exactlyOneOf.length === 0) return whole
  return fc.tuple(whole, fc.constantFrom(...exactlyOneOf)).map(([options, chosen]) => {
    const others = Object.entries(options).filter(([name]) => !exactlyOneOf.includes(name))
    return { ...Object.fromEntries(others), [chosen]: 'orders' }
  })
}

/** Leaves out the second of each pair. */
function withoutPairs(each: object, apart: readonly (readonly [PropertyKey, PropertyKey])[]): object {
  const out = apart.filter((pair) => pair.every((name) => Object.hasOwn(each, name))).map(([, second]) => second)
  return Object.fromEntries(Object.entries(each).filter(([name]) => !out.includes(name)))
}

/** Valid options. */
const options = members(runtimeOptionRules).map((each) => withRealTime(each))

/** Sets real time, which a speed requires. */
function withRealTime(each: { speed?: number; time?: string }): object {
  return each.speed === undefined ? each : { ...each, time: 'real' }
}

/** Options with one value replaced at any depth, or with an unknown member added. */
const changed = fc
  .tuple(
    options,
    fc.nat(),
    fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(-1, 1.5, 1e9, '', 'x', null, [])),
    fc.boolean(),
  )
  .map(([whole, at, value, more]) => {
    const clone = structuredClone(whole)
    const setters = settersIn(clone, more)
    setters[at % setters.length]?.(value)
    return clone
  })

type Setter = (value: unknown) => void

/** Setters of every member at any depth, or of an unknown member in every object. */
function settersIn(object: object, unknownMember: boolean): readonly Setter[] {
  const names = unknownMember ? ['prot'] : Object.keys(object)
  const own = names.map(
    (name): Setter =>
      (value) =>
        void Object.assign(object, { [name]: value }),
  )
  const inner = Object.values(object).filter((each): each is object => typeof each === 'object' && each !== null)
  return [...own, ...inner.flatMap((each) => settersIn(each, unknownMember))]
}

async function refusalOf(value: object): Promise<string> {
  const error: unknown = await startLocalRuntime(value).then(
    async (runtime) => runtime.close(),
    (error) => error,
  )
  return error instanceof LocalRuntimeError && error.code === 'invalid-options' ? error.message : String(error)
}

describe('options of a program and of a file', () => {
  it('are admitted by the checks and the schema alike', () => {
    fc.assert(
      fc.property(options, (each) => {
        expect([checkConfig(each), isAdmittedBySchema(each)]).toEqual([[], true])
      }),
    )
  })

  it('are refused with the same message by startLocalRuntime and in a file, and by the schema', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(changed, async (each) => {
        const problems = checkConfig(each)
        expect(isAdmittedBySchema(each)).toBe(problems.length === 0)
        if (problems.length === 0) return
        refused += 1
        expect(await refusalOf(each)).toBe(problems.join('; '))
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(100)
  })
})
