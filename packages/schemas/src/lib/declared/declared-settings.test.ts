import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeclaredFunctionSettings } from './declared-settings.ts'
import { describeDeclaredProblems } from './describe-declared-problems.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
const problemsOf = (declared: unknown, of: 'function' | 'settings' = 'function') =>
  describeDeclaredProblems(declared, { path: 'config', of, owner: { functionName: 'orders' } })

describe('describeDeclaredProblems', () => {
  it.each([
    {
      declared: { MaximumRetryAttempts: 5 },
      problem:
        "config.MaximumRetryAttempts is 5: ValidationException: 1 validation error detected: Value '5' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
    },
    {
      declared: { MaximumRetryAttempts: 0.5 },
      problem:
        "config.MaximumRetryAttempts is 0.5: ValidationException: 1 validation error detected: Value '0.5' at 'maximumRetryAttempts' must be an integer",
    },
    {
      declared: { OnFailure: 'failures' },
      problem:
        'config.OnFailure is "failures": ValidationException: 1 validation error detected: Value \'failures\' at',
    },
    {
      declared: { DestinationConfig: { OnFailure: { Destination: `${queue}.fifo` } } },
      problem: `InvalidParameterValueException: The destination ARN ${queue}.fifo is invalid.`,
    },
    {
      declared: { DeadLetterConfig: { TargetArn: `${queue}.fifo` } },
      problem: 'Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration',
    },
    { declared: { DeadLetterConfig: queue }, problem: 'Member must be an object' },
    {
      declared: { ReservedConcurrentExecutions: -1 },
      problem: 'Member must have value greater than or equal to 0',
    },
    {
      declared: { MaximumRetryAttempt: 1 },
      problem: 'config.MaximumRetryAttempt is not a setting; did you mean MaximumRetryAttempts?',
    },
    {
      declared: { DestinationConfig: { OnFail: { Destination: queue } } },
      problem: 'config.DestinationConfig.OnFail is not a setting; did you mean OnFailure?',
    },
    {
      declared: { DestinationConfig: { OnFailure: { Arn: queue } } },
      problem: 'config.DestinationConfig.OnFailure.Arn is not a setting; the settings are Destination',
    },
    {
      declared: { OnFailure: queue, DestinationConfig: {} },
      problem: 'config has both OnFailure and DestinationConfig: declare its targets and limits in one form',
    },
    {
      declared: { deadLetterTargetArn: queue, DeadLetterConfig: { TargetArn: queue } },
      problem: 'config has both deadLetterTargetArn and DeadLetterConfig: declare',
    },
    { declared: null, problem: 'config is null: ValidationException' },
  ])('refuses $declared', ({ declared, problem }) => {
    expect(problemsOf(declared)).toEqual([expect.stringContaining(problem)])
  })

  it('knows the configuration of a function only where it is declared', () => {
    expect(problemsOf({ deadLetterTargetArn: queue }, 'settings')).toEqual([
      'config.deadLetterTargetArn is not a setting; the settings are MaximumRetryAttempts, MaximumEventAgeInSeconds, OnSuccess, OnFailure, DestinationConfig',
    ])
  })

  it('shortens long values and names in its problems', () => {
    const [problem = ''] = problemsOf({ OnFailure: 'x'.repeat(5_000), ['y'.repeat(5_000)]: 1 })
    expect(problem.length).toBeLessThan(400)
    expect(problemsOf({ OnFailure: 'x'.repeat(5_000) })[0]?.length).toBeLessThan(1_200)
  })

  it('keeps each problem on one line, whatever the names and values', () => {
    const text = fc.constantFrom('\n', '\r\n', '\u2028', '\u0000', '', 'OnFailure\n', '__proto__')
    const inner = fc.dictionary(text, text)
    const declared = fc.tuple(
      inner,
      fc.record({ OnFailure: text, DestinationConfig: fc.oneof(text, inner) }, { requiredKeys: [] }),
    )
    fc.assert(
      fc.property(declared, ([unknown, known]) => {
        for (const problem of problemsOf({ ...unknown, ...known })) expect(problem).not.toMatch(/[\n\r\u2028\0]/)
      }),
    )
  })

  it('describes any data without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (declared) => {
        expect(Array.isArray(problemsOf(declared))).toBe(true)
      }),
    )
  })
})

describe('readDeclaredFunctionSettings', () => {
  it('reads the flat form and the form of the API alike', () => {
    const number = (maximum: number) => fc.option(fc.integer({ min: 0, max: maximum }), { nil: undefined })
    const target = fc.option(fc.constantFrom(queue, `${queue}-2`, ''), { nil: undefined })
    const parts = fc.record({
      OnSuccess: target,
      OnFailure: target,
      deadLetter: target,
      reserved: number(10),
      MaximumRetryAttempts: number(2),
    })
    fc.assert(
      fc.property(parts, ({ OnSuccess, OnFailure, deadLetter, reserved, MaximumRetryAttempts }) => {
        const common = MaximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts }
        const flat = {
          ...common,
          ...(OnSuccess !== undefined && { OnSuccess }),
          ...(OnFailure !== undefined && { OnFailure }),
          ...(deadLetter !== undefined && { deadLetterTargetArn: deadLetter }),
          ...(reserved !== undefined && { reservedConcurrency: reserved }),
        }
        const nested = {
          ...common,
          DestinationConfig: {
            ...(OnSuccess !== undefined && { OnSuccess: { Destination: OnSuccess } }),
            ...(OnFailure !== undefined && { OnFailure: { Destination: OnFailure } }),
          },
          ...(deadLetter !== undefined && { DeadLetterConfig: { TargetArn: deadLetter } }),
          ...(reserved !== undefined && { ReservedConcurrentExecutions: reserved }),
        }
        expect([problemsOf(flat), problemsOf(nested)]).toEqual([[], []])
        expect(readDeclaredFunctionSettings(flat)).toEqual(readDeclaredFunctionSettings(nested))
      }),
    )
  })
})
