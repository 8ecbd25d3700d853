import { LocalRuntimeError, startLocalRuntime } from '@async-invoke/local-runtime'
import { type OptionRules, runtimeOptionRules, type ValueRule } from '@async-invoke/local-runtime/internal'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configProblems } from '../src/lib/config/config-rules.ts'
import { configSchema } from '../src/lib/config/config-schema.ts'

const isAdmittedBySchema = new Ajv2020({ strict: false }).compile(configSchema)
const names = fc.constantFrom('orders', 'live', '$LATEST', '1', 'constructor', 'a b')
const roles = fc.constantFrom('arn:aws:iam::123456789012:role/orders', 'arn:aws-us-gov:iam::000000000000:role/a/b')

/** Values that a rule may take, some of each at the limits. */
function taken(rule: ValueRule): fc.Arbitrary<unknown> {
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
      return fc.array(taken(rule.each), { maxLength: 2 })
    case 'map':
      return fc.dictionary(rule.names === undefined ? names : roles, taken(rule.each), { maxKeys: 2 })
    case 'members':
      return members(rule.members, rule.exactlyOneOf)
    case 'anything':
      return fc.jsonValue()
    case 'callback':
      throw new Error('a file has no callbacks')
  }
}

function stringOf(noun: string): fc.Arbitrary<string> {
  const known: Readonly<Record<string, fc.Arbitrary<string>>> = {
    'a string': fc.string(),
    'a non-empty string': fc.string({ minLength: 1 }),
    'an AWS region': fc.constantFrom('us-east-1', 'us-gov-west-1', 'eusc-de-east-1'),
    '12 digits': fc.constantFrom('000000000000', '123456789012'),
    'an ARN': fc.constant('arn:aws:sqs:us-east-1:123456789012:failures'),
    'the ARN of a role': roles,
    '$LATEST or the number of a version': fc.constantFrom('$LATEST', '7'),
  }
  const strings = known[noun]
  if (strings === undefined) throw new Error(`no strings are known for ${noun}`)
  return strings
}

function members(rules: OptionRules, exactlyOneOf: readonly string[] = []): fc.Arbitrary<object> {
  const ofFiles = Object.entries(rules).filter(([, { only }]) => only === undefined)
  const values = Object.fromEntries(ofFiles.map(([name, rule]) => [name, taken(rule)]))
  const requiredKeys = ofFiles.filter(([, { required }]) => required).map(([name]) => name)
  const whole = fc.record(values, { requiredKeys })
  if (exactlyOneOf.length === 0) return whole
  return fc.tuple(whole, fc.constantFrom(...exactlyOneOf)).map(([options, chosen]) => {
    const others = Object.entries(options).filter(([name]) => !exactlyOneOf.includes(name))
    return { ...Object.fromEntries(others), [chosen]: 'orders' }
  })
}

/** Options that can be served. */
const options = members(runtimeOptionRules).map((each) => withRealTime(each))

/** A speed goes with real time. */
function withRealTime(each: { speed?: number; time?: string }): object {
  return each.speed === undefined ? each : { ...each, time: 'real' }
}

/** Options one of whose values, somewhere, is another, or that have a member more. */
const changed = fc
  .tuple(
    options,
    fc.nat(),
    fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(-1, 1.5, 1e9, '', 'x', null, [])),
    fc.boolean(),
  )
  .map(([whole, at, value, more]) => {
    const each = structuredClone(whole)
    const places = placesIn(each, more)
    const place = places[at % places.length]
    place?.put(value)
    return each
  })

interface Place {
  put(value: unknown): void
}

function placesIn(value: object, more: boolean): readonly Place[] {
  const own: readonly Place[] = more
    ? [{ put: (each) => Object.assign(value, { prot: each }) }]
    : Object.keys(value).map((name) => ({ put: (each) => Object.assign(value, { [name]: each }) }))
  const inner = Object.values(value).filter((each): each is object => typeof each === 'object' && each !== null)
  return [...own, ...inner.flatMap((each) => placesIn(each, more))]
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
        expect([configProblems(each), isAdmittedBySchema(each)]).toEqual([[], true])
      }),
    )
  })

  it('are refused in one sentence by startLocalRuntime and in a file, and by the schema', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(changed, async (each) => {
        const problems = configProblems(each)
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
