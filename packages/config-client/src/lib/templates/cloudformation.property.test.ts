import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayBeUnknown } from '../plan/unknown-settings.ts'
import { readCloudFormation } from './cloudformation.ts'

const arn = 'arn:aws:sqs:us-east-1:123456789012:q'
const settings = {
  MaximumRetryAttempts: 1,
  MaximumEventAgeInSeconds: 60,
  DestinationConfig: { OnSuccess: { Destination: arn }, OnFailure: { Destination: arn } },
}
const template = {
  Conditions: { Yes: { 'Fn::Equals': ['1', '1'] }, Open: { 'Fn::Equals': [{ Ref: 'Stage' }, '1'] } },
  Parameters: { Stage: { Type: 'String' } },
  Globals: { Function: { EventInvokeConfig: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 90 } } },
  Resources: {
    Config: {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName: 'orders', Qualifier: 'live', ...settings },
    },
    Plain: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'plain',
        DeadLetterConfig: { TargetArn: arn },
        Environment: { Variables: { A: '1' } },
      },
    },
    Sam: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: 'sam',
        AutoPublishAlias: 'live',
        DeadLetterQueue: { Type: 'SQS', TargetArn: arn },
        EventInvokeConfig: {
          ...settings,
          DestinationConfig: {
            OnSuccess: { Type: 'SQS', Destination: arn },
            OnFailure: { Type: 'SQS', Destination: arn },
          },
        },
      },
    },
  },
}
const read = (given: unknown) => readCloudFormation(given, { region: 'us-east-1', accountId: '123456789012' })

/** Every place below a resource's `Properties`, maps and scalars alike. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...below.flatMap(([member, each]) => placesIn(each, [...path, member]))]
}
const places = Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
  placesIn(Properties).map((path) => ['Resources', id, 'Properties', ...path]),
)

function replaced(value: unknown, [member, ...rest]: readonly string[], by: (value: unknown) => unknown): unknown {
  if (member === undefined) return by(value)
  const map = value as Record<string, unknown>
  return { ...map, [member]: replaced(map[member], rest, by) }
}

const same = [
  (value: unknown) => ({ 'Fn::If': ['Yes', value, { Ref: 'AWS::NoValue' }] }),
  (value: unknown) => ({ 'Fn::Select': [1, ['', value]] }),
]
const unknown = [
  (value: unknown) => ({ 'Fn::If': ['Open', value, { Ref: 'AWS::NoValue' }] }),
  (value: unknown) => ({ 'Fn::If': ['Gone', { Ref: 'AWS::NoValue' }, value] }),
  () => ({ Ref: 'constructor' }),
  () => ({ 'Fn::Transform': { Name: 'AWS::Include' } }),
  (value: unknown) => (typeof value === 'object' ? { ...value, 'Fn::Transform': {} } : { 'Fn::ImportValue': 'x' }),
  () => ({ 'Fn::FindInMap': ['Map', 'a', 'b'] }),
  () => ({ 'Fn::NoSuch': [] }),
  () => null,
  () => [{}],
]

describe('readCloudFormation of a template with intrinsic functions at any place below Properties', () => {
  const before = read(template)

  it('reads the same where the template decides them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...same)), { minLength: 1 }),
        (edits) => {
          // The deepest places first: a place inside an intrinsic function has another path.
          const deepestFirst = edits.toSorted(([one], [other]) => other.length - one.length)
          const unique = new Map(deepestFirst.map(([path, by]) => [path.join('.'), { path, by }]))
          const edited = [...unique.values()].reduce(
            (value: unknown, { path, by }) => replaced(value, path, by),
            template,
          )
          // SAM merges a global below a map, but not below an intrinsic function; none of these globals stay visible.
          expect(read(edited)).toEqual(before)
        },
      ),
    )
  })

  it('never drops a member without a problem, and never takes it for unset, where it does not (CFG-26)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...unknown), (path, by) => {
        const { desired, problems } = read(replaced(template, path, by))
        const absent = (name: string, qualifier?: string) =>
          problems.length > 0 && mayBeUnknown(desired.unknown ?? [], name, qualifier)
        for (const [name, { DeadLetterConfig, EventInvokeConfigs = {} }] of Object.entries(before.desired.functions)) {
          const found = desired.functions[name]
          if (found?.DeadLetterConfig === undefined) expect(DeadLetterConfig === undefined || absent(name)).toBe(true)
          else expect(found.DeadLetterConfig).toEqual(DeadLetterConfig)
          for (const [qualifier, settings] of Object.entries(EventInvokeConfigs))
            if (found?.EventInvokeConfigs === undefined) expect(absent(name, qualifier)).toBe(true)
            else expect(found.EventInvokeConfigs).toEqual({ [qualifier]: settings })
        }
      }),
      { numRuns: 500 },
    )
  })
})
