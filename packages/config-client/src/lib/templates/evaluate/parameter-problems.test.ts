import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameterProblems } from './parameter-problems.ts'

const template = {
  Parameters: {
    Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] },
    Retries: { Type: 'Number', AllowedValues: [0, 1, 2] },
    Zones: { Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] },
    Name: { Type: 'String' },
  },
}

describe('parameterProblems', () => {
  it.each<{ given: Readonly<Record<string, string>>; problems: readonly string[] }>([
    { given: { Stage: 'prod', Retries: '1', Zones: 'a, b', Name: 'any' }, problems: [] },
    { given: { Stagee: 'prod' }, problems: ['has no parameter Stagee; did you mean Stage?'] },
    { given: { Account: '1' }, problems: ['has no parameter Account; its parameters are Stage, Retries, Zones, Name'] },
    { given: { Stage: 'nope' }, problems: ['allows "dev", "prod" as Stage, not "nope"'] },
    { given: { Retries: '3' }, problems: ['allows "0", "1", "2" as Retries, not "3"'] },
    { given: { Zones: 'a,c' }, problems: ['allows "a", "b" as Zones, not "c"'] },
    {
      given: { toString: '1' },
      problems: ['has no parameter toString; its parameters are Stage, Retries, Zones, Name'],
    },
  ])('lists $problems for $given', ({ given, problems }) => {
    expect(parameterProblems([template], given)).toEqual(problems)
  })

  it('takes a parameter of any template, which every one that declares it has to allow', () => {
    const other = { Parameters: { Stage: { AllowedValues: ['dev'] }, Other: {} } }
    expect(parameterProblems([template, other, {}], { Stage: 'dev', Other: '1' })).toEqual([])
    expect(parameterProblems([template, other], { Stage: 'prod' })).toEqual(['allows "dev" as Stage, not "prod"'])
    expect(parameterProblems([{}], { Stage: 'dev' })).toEqual(['has no parameter Stage; it has none'])
  })

  it('lists at most one problem for each value, and throws for no template', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.object(), fc.constant(template))),
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('Stage', 'Zones', '__proto__')), fc.string()),
        (templates, given) => {
          expect(parameterProblems(templates, given).length).toBeLessThanOrEqual(Object.keys(given).length)
        },
      ),
      { seed: 20261129, numRuns: 300 },
    )
  })
})
